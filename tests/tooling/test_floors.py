"""Imports go down only. Drawn from the files themselves, so that no lazy import slips by.

clinic_cms/  >  comments/  >  articles/  >  clinic_cms/clinic/
"""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

HERE = Path(__file__).resolve().parent.parent.parent
FLOORS = ("clinic_cms.clinic", "articles", "comments", "clinic_cms")  # from the ground up


def floor_of(module):
    """Return a module's floor as a number from 0, or None when it is not ours."""
    ours = [name for name in FLOORS if module == name or module.startswith(f"{name}.")]
    return FLOORS.index(max(ours, key=len)) if ours else None


def imports(path, package):
    """Yield (line, module) for each import of a file, wherever it stands, and for what is imported late."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = (
                ".".join([*above, *([node.module] if node.module else [])])
                if node.level
                else node.module
            )
            # `from clinic_cms import clinic` names a module, too.
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Late", "Views"):
            yield from ((node.lineno, of.value) for of in node.args if isinstance(of, ast.Constant))


def upward(root):
    """List every import that points to a higher floor."""
    found = []
    for app in ("clinic_cms", "articles", "comments"):
        for path in sorted((root / app).rglob("*.py")):
            package = ".".join(path.parent.relative_to(root).parts)
            here = floor_of(package)
            for line, module in imports(path, package):
                there = floor_of(module)
                if there is not None and there > here:
                    found.append(f"{path.relative_to(root)}:{line} imports {module}")
    return found


def test_no_import_points_upward():
    assert upward(HERE) == []


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("clinic_cms/clinic/models.py", "from articles.models import Article"),
        ("clinic_cms/clinic/models.py", "from clinic_cms import settings"),
        ("clinic_cms/clinic/models.py", "from .. import settings"),
        ("articles/views.py", "def view():\n    import comments.models"),
        ("articles/views.py", "from clinic_cms.urls import urlpatterns"),
        ("comments/posting.py", "from clinic_cms.page_store import store"),
        ("articles/urls.py", 'views = Views("comments.views", soon=False)'),
        ("clinic_cms/clinic/apps.py", 'register(Late("articles.editions.draw"))'),
    ],
)
def test_the_drawing_sees_an_upward_import(tmp_path, file, line):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(line)
    assert len(upward(tmp_path)) == 1


@pytest.mark.parametrize(
    ("file", "line"),
    [
        (
            "comments/posting.py",
            "from articles.models import Article\nimport clinic_cms.clinic.roles",
        ),
        (
            "articles/models/article.py",
            "from .condition import Condition\nfrom clinic_cms.clinic import roles",
        ),
        ("clinic_cms/urls.py", "import comments.urls, articles.urls\nfrom .clinic import roles"),
    ],
)
def test_the_drawing_allows_downward_imports(tmp_path, file, line):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(line)
    assert upward(tmp_path) == []
