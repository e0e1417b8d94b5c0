"""What deploy/README.md says of a server without containers, carried out as far as one machine can."""

import os
import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

HERE = Path(__file__).resolve().parent.parent.parent
README = (HERE / "deploy/README.md").read_text()
UNITS = sorted((HERE / "deploy").glob("*.service"))
DATA_DIR, STATIC_ROOT = (
    re.findall(rf"`{name}=([^`]+)`", README)[0] for name in ("DATA_DIR", "STATIC_ROOT")
)


@pytest.fixture(scope="module")
def nginx(tmp_path_factory) -> str:
    """deploy/nginx.conf after the command of step 6."""
    there = tmp_path_factory.mktemp("nginx") / "nginx.conf"
    [command] = re.findall(r"^ +sed -e.+?nginx\.conf$", README, re.MULTILINE | re.DOTALL)
    command = command.replace("/srv/clinic/", f"{HERE}/").replace(
        "/etc/nginx/nginx.conf", str(there)
    )
    subprocess.run(["sh", "-ec", command], check=True)
    return there.read_text()


def test_nginx_starts_under_systemd(nginx):
    """Its output is a socket there, which nginx cannot open; Debian's unit waits for this pid file."""
    assert "/dev/std" not in nginx
    assert "\npid /run/nginx.pid;" in nginx
    assert "\nuser www-data;" in nginx


def test_nginx_has_the_ports_and_paths_of_this_machine(nginx):
    listening = ["127.0.0.1:8081", "80", "[::]:80", "443", "[::]:443"]
    assert re.findall(r"listen ([\d.:\[\]]+)", nginx) == listening
    [served] = re.findall(r"--port (\d+)", (HERE / "deploy/clinic-web.service").read_text())
    assert f"upstream clinic {{ server 127.0.0.1:{served};" in nginx
    assert f"alias {STATIC_ROOT}/;" in nginx
    assert not re.findall(r"^[^#\n]*(?:/tmp/|/srv/|/etc/nginx/tls)", nginx, re.MULTILINE)


def test_nginx_starts_on_a_kernel_without_ipv6(nginx, tmp_path):
    """There it could open no such socket, and would end."""
    [command] = re.findall(r"if_inet6 \] \|\| (sed -i .+?) +/etc/nginx/nginx\.conf", README)
    file = tmp_path / "nginx.conf"
    file.write_text(nginx)
    subprocess.run(["sh", "-ec", f"{command} {file}"], check=True)
    left = re.findall(r"listen (\S+?);? ", file.read_text().replace("\n", " "))
    assert left == ["127.0.0.1:8081", "80", "443"]


def test_certbot_leaves_its_answers_where_nginx_looks(nginx):
    [webroot] = re.findall(r"certbot certonly --webroot -w (\S+) -d", README)
    [folder] = re.findall(r"location /\.well-known/acme-challenge/ \{\s+root (\S+);", nginx)
    assert folder == webroot


def test_nginx_reads_the_static_files_and_nothing_of_data_dir():
    """The daily unit once closed the folder they lay in: from the first night on all were 403."""
    assert not Path(STATIC_ROOT).is_relative_to(DATA_DIR)
    made = dict(re.findall(r"install -d -o clinic -g clinic -m (\d+) (\S+)", README))
    assert made == {"750": DATA_DIR, "755": STATIC_ROOT}
    for unit in UNITS:
        text = unit.read_text()
        assert re.findall(r"^StateDirectoryMode=(\d+)$", text, re.MULTILINE) == ["0750"], unit.name
        assert (
            Path(DATA_DIR).name
            in re.findall(r"^StateDirectory=(.+)$", text, re.MULTILINE)[0].split()
        )


def test_clinic_manage_is_manage_with_the_environment_of_the_units(tmp_path):
    """As any user: runuser is played by a script that changes nobody."""
    (tmp_path / "environment").write_text(
        "SITE_URL=https://a.example\nDEFAULT_FROM_EMAIL='\"A B\" <a@b.example>'\n"
    )
    script = (HERE / "deploy/clinic-manage").read_text()
    for old, new in (("/etc/clinic", tmp_path), ("/srv/clinic", tmp_path)):
        assert old in script
        script = script.replace(old, str(new))
    (tmp_path / "runuser").write_text(
        '#!/bin/sh\n[ "$1 $2 $3" = "-u clinic --" ] && shift 3 && exec "$@"\n'
    )
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").write_text(
        '#!/bin/sh\necho "$@"; pwd; umask; echo "$SITE_URL $DEFAULT_FROM_EMAIL"\n'
    )
    for program in ("runuser", ".venv/bin/python"):
        (tmp_path / program).chmod(0o755)
    said = subprocess.run(
        ["sh", "-c", script, "clinic-manage", "restore", "a file"], cwd="/", check=True,
        capture_output=True, text=True, env={"PATH": f"{tmp_path}:{os.defpath}"},
    ).stdout.splitlines()  # fmt: skip
    assert said == [
        "manage.py restore a file", str(tmp_path), "0022", 'https://a.example "A B" <a@b.example>',
    ]  # fmt: skip
