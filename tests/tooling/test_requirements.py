"""The locked packages are enough on every Python that the README names, not only on the one that locked."""

import re
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.once

HERE = Path(__file__).resolve().parent.parent.parent
# `pip --require-hashes` stops at the first package that is asked for and not locked.
PYTHONS = ["3.11.2", "3.12.0", "3.13.0"]  # the first is Debian 12's


def locked(*files: str) -> set[str]:
    text = "".join((HERE / name).read_text() for name in files)
    return {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}


@pytest.mark.parametrize("python", PYTHONS)
def test_whatever_a_locked_package_asks_for_is_locked(python):
    run, all_of_them = ["requirements.txt"], ["requirements.txt", "requirements-dev.txt"]
    version = {"python_version": python.rpartition(".")[0], "python_full_version": python}
    here = {**default_environment(), **version, "extra": ""}
    for files in (run, all_of_them):
        names = locked(*files)
        assert len(names) > 20
        asked = {
            (canonicalize_name(needed.name), name)
            for name in names
            - {"async-timeout"}  # asks for nothing, and need not be installed here
            for needed in map(Requirement, requires(name) or [])
            if not needed.marker or needed.marker.evaluate(here)
        }
        assert {f"{name}, for {of}" for name, of in asked if name not in names} == set()
