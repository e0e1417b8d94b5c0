"""A second peer: WordPress from Debian's package, with our article and replies, in a folder of this run.

php-fpm behind nginx and MariaDB, with their defaults but for paths and the number of processes. The theme
is the least that shows a page with replies (``bench/peers/wordpress/theme``), no plugin is on.
"""

# ruff: noqa: S603 - the commands and names are our own

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import cpu
from tests import postgres

PACKAGE = Path("/usr/share/wordpress")
OURS = Path(__file__).resolve().parent / "peers" / "wordpress"
PAGE = "/guide/"
PROCESSES = 8  # of PHP: as many as a worker of ours has threads
SBIN = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
WANTED = "wordpress mariadb-server php-fpm php-mysql php-cli"
CONFIG = """<?php
define( 'DB_NAME', 'peer' ); define( 'DB_USER', '{user}' ); define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:{folder}/mariadb.sock' ); define( 'DB_CHARSET', 'utf8mb4' );
define( 'WP_HOME', 'http://{host}' ); define( 'WP_SITEURL', 'http://{host}' );
define( 'DISABLE_WP_CRON', true ); define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
{keys}
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require ABSPATH . 'wp-settings.php';
"""
KEYS = [
    f"{a}{b}" for a in ("AUTH_", "SECURE_AUTH_", "LOGGED_IN_", "NONCE_") for b in ("KEY", "SALT")
]
FPM = """[global]
error_log = {folder}/fpm.log
daemonize = no
[www]
listen = {folder}/fpm.sock
listen.mode = 0666
pm = static
pm.max_children = {processes}
"""
NGINX = """pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body; fastcgi_temp_path {folder}/fastcgi;
    proxy_temp_path {folder}/proxy; scgi_temp_path {folder}/scgi; uwsgi_temp_path {folder}/uwsgi;
    server {{
        listen {host};
        root {folder}/site;
        index index.php;
        location / {{ try_files $uri $uri/ /index.php?$args; }}
        location ~ \\.php$ {{
            include /etc/nginx/fastcgi_params;
            fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
            fastcgi_pass unix:{folder}/fpm.sock;
        }}
    }}
}}
"""


def program(*names: str) -> str | None:
    """Return the path of the first of some programs that is installed."""
    return next((path for name in names if (path := shutil.which(name, path=SBIN))), None)


def php_fpm() -> str | None:
    """Return PHP's server, whose name holds its version."""
    return next((str(p) for p in sorted(Path("/usr/sbin").glob("php-fpm*"), reverse=True)), None)


def is_there() -> bool:
    """Say whether all of it is installed."""
    return PACKAGE.is_dir() and all(
        (program("mariadbd"), program("php"), program("nginx"), php_fpm())
    )


@dataclass
class WordPress:
    """A site at ``host`` (address and port). ``post``: the number of the page, for its form."""

    folder: Path
    host: str
    post: str = ""

    def __post_init__(self) -> None:
        self.lower, owner = postgres.unprivileged()
        self.servers: list[subprocess.Popen[bytes]] = []
        self.folder.mkdir()
        self.folder.chmod(0o755)
        os.chown(self.folder, owner, -1)

    @contextlib.contextmanager
    def served(self, told: dict[str, Any]) -> Iterator["WordPress"]:
        """Install it, put the article in, and serve it while the block runs."""
        self._copy()
        try:
            self._start_database()
            (self.folder / "told.json").write_text(json.dumps(told))
            fill = [OURS / "fill.php", self.host, self.folder / "site", self.folder / "told.json"]
            self.post = self._run(program("php"), *fill).strip()
            self._start(php_fpm(), "-y", self._written("fpm.conf", FPM), lowered=True)
            self._until(self.folder / "fpm.sock")
            self._start(
                program("nginx"), "-c", self._written("nginx.conf", NGINX), "-g", "daemon off;"
            )
            self._until((self.host.split(":")[0], int(self.host.split(":")[1])))
            yield self
        finally:
            for server in reversed(self.servers):
                server.terminate()
                server.wait(30)

    def seconds(self) -> float:
        """Return the CPU time that database, PHP and nginx have had."""
        return sum(cpu.seconds(server.pid) for server in self.servers)

    def _copy(self) -> None:
        site = self.folder / "site"
        shutil.copytree(PACKAGE, site, ignore_dangling_symlinks=True)
        content = site / "wp-content"
        shutil.copytree(OURS / "theme", content / "themes" / "measured")
        (content / "mu-plugins").mkdir()
        shutil.copy(OURS / "quiet.php", content / "mu-plugins")
        keys = "\n".join(f"define( '{key}', '{secrets.token_urlsafe(48)}' );" for key in KEYS)
        (site / "wp-config.php").write_text(
            CONFIG.format(folder=self.folder, host=self.host, keys=keys, user="peer")
        )

    def _start_database(self) -> None:
        data, sock = self.folder / "mariadb", self.folder / "mariadb.sock"
        made = ["--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal"]
        self._run(
            program("mariadb-install-db", "mysql_install_db"), *made, "--skip-test-db", lowered=True
        )
        options = ["--no-defaults", f"--datadir={data}", f"--socket={sock}", "--skip-networking"]
        self._start(
            program("mariadbd"), *options, f"--pid-file={self.folder}/mariadb.pid", lowered=True
        )
        self._until(sock)
        said = "CREATE DATABASE peer; CREATE USER peer@localhost; GRANT ALL ON peer.* TO peer@localhost"
        self._run(
            program("mariadb", "mysql"), "--no-defaults", f"--socket={sock}", "-uroot", "-e", said
        )

    def _written(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text.format(folder=self.folder, host=self.host, processes=PROCESSES))
        return path

    def _run(self, *command: Any, lowered: bool = False) -> str:
        options = self.lower if lowered else {}
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, **options
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed: {done.stdout[-500:]}{done.stderr[-500:]}")
        return done.stdout

    def _start(self, *command: Any, lowered: bool = False) -> None:
        options = self.lower if lowered else {}
        with (self.folder / "servers.log").open("ab") as log:
            self.servers.append(
                subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, **options)
            )

    def _until(self, address: Path | tuple[str, int]) -> None:
        kind = socket.AF_UNIX if isinstance(address, Path) else socket.AF_INET
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.servers[-1].poll() is None:
            with contextlib.suppress(OSError), socket.socket(kind) as line:
                line.connect(str(address) if isinstance(address, Path) else address)
                return
            time.sleep(0.05)
        raise RuntimeError((self.folder / "servers.log").read_text()[-500:])
