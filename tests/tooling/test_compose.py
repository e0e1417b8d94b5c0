"""Not every machine has an engine to run the containers, so this proves that all they name exists.

Files, folders, ports, variables, volumes, modules and management commands, as named by the compose
file, the Dockerfile, nginx.conf, the systemd units and deploy/README.md.
"""

import importlib.util
import re
import shlex
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

pytestmark = pytest.mark.once

HERE = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((HERE / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = sorted(name for name, service in SERVICES.items() if "build" in service)
DOCKERFILE = (HERE / "Dockerfile").read_text()
NGINX = re.sub(r"#[^\n\"]*$", "", (HERE / "deploy/nginx.conf").read_text(), flags=re.MULTILINE)
UNITS = sorted((HERE / "deploy").glob("*.service"))
# What the images of PostgreSQL read: https://hub.docker.com/_/postgres
POSTGRES_READS = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}


def settings_read():
    text = (HERE / "clinic_cms/settings.py").read_text()
    return set(re.findall(r"variables\.\w+\(\s*[\"']([A-Z_]+)[\"']", text))


def words(service):
    command = service.get("command", [])
    return shlex.split(command) if isinstance(command, str) else [str(word) for word in command]


def everything_said():
    """Yield (where, text) for every place that names commands of ours."""
    for name, service in SERVICES.items():
        test = " ".join(service.get("healthcheck", {}).get("test", []))
        yield f"compose service {name}", f"{' '.join(words(service))}\n{test}"
    yield "Dockerfile", DOCKERFILE
    for path in [*UNITS, HERE / "deploy/README.md", HERE / "deploy/check.sh"]:
        yield path.name, path.read_text()


SAID = list(everything_said())


@pytest.mark.parametrize(("where", "text"), SAID, ids=[where for where, _ in SAID])
def test_every_management_command_exists(where, text):
    named = re.findall(r"manage\.py,? ([a-z_]+)", text)
    assert set(named) <= set(get_commands()), where


@pytest.mark.parametrize(("where", "text"), SAID, ids=[where for where, _ in SAID])
def test_every_application_and_script_exists(where, text):
    for module, _name in re.findall(r"\b([a-z_.]+):(application)\b", text):
        assert importlib.util.find_spec(module), where
    for script in re.findall(r"\bdeploy/[\w./-]+\.\w+", text):
        assert (HERE / script).is_file(), where


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_read_by_settings(name):
    assert set(SERVICES[name]["environment"]) - settings_read() == set()


def test_every_variable_of_the_database_is_read_by_its_image():
    assert set(SERVICES["db"]["environment"]) <= POSTGRES_READS


def test_every_secret_must_be_given_and_has_no_default():
    text = (HERE / "docker-compose.yml").read_text()
    for name, rest in re.findall(r"\$\{([A-Z_]+)([^}]*)\}", text):
        assert rest.startswith(":?"), f"{name} would silently be empty or have a default"
    for service in SERVICES.values():
        for key, value in service.get("environment", {}).items():
            if re.search("SECRET|PASSWORD|EMAIL_URL|DATABASE_URL", key):
                assert "${" in value, key


def test_the_readme_names_every_variable_that_must_be_given():
    text = (HERE / "deploy/README.md").read_text()
    needed = re.findall(r"\$\{([A-Z_]+)", (HERE / "docker-compose.yml").read_text())
    assert [name for name in needed if not re.search(rf"^\s*{name}=", text, re.MULTILINE)] == []


def test_the_database_address_names_the_service_user_and_database():
    url = SERVICES["web"]["environment"]["DATABASE_URL"]
    db = SERVICES["db"]["environment"]
    assert url.startswith(f"postgres://{db['POSTGRES_USER']}:${{POSTGRES_PASSWORD:?")
    assert url.endswith(f"@db:5432/{db['POSTGRES_DB']}")


def test_redis_is_a_service_and_its_client_is_installed():
    assert SERVICES["web"]["environment"]["REDIS_URL"].split("/")[2].split(":")[0] in SERVICES
    locked = (HERE / "requirements.txt").read_text()
    assert re.search(r"^redis==", locked, re.MULTILINE), "Django's Redis cache needs the client"


def test_every_volume_and_mounted_file_exists():
    named = set(COMPOSE["volumes"])
    used = set()
    for name, service in SERVICES.items():
        for volume in service.get("volumes", []):
            source = re.sub(r"\$\{[^}]*\}", "/from/the/environment", volume).split(":")[0]
            if source.startswith("./"):
                assert (HERE / source).is_file(), f"{name}: {source}"
            elif not source.startswith("/"):
                used.add(source)
    assert used == named


def test_every_dependency_is_a_service_with_what_is_waited_for():
    for name, service in SERVICES.items():
        for other, how in service.get("depends_on", {}).items():
            assert other in SERVICES, name
            if how["condition"] == "service_healthy":
                assert "healthcheck" in SERVICES[other], f"{name} waits for the health of {other}"
            else:
                assert SERVICES[other]["restart"] == "no", f"{name} waits for the end of {other}"


def test_postgresql_is_asked_where_the_others_ask_it():
    # At its first start the image makes the database with a server that listens on its socket alone, and
    # ends it again: whoever took that one for the real one is refused.
    asked = SERVICES["db"]["healthcheck"]["test"]
    assert asked[asked.index("-h") + 1] == "127.0.0.1"


def test_every_lasting_service_is_checked_and_none_is_root():
    for name, service in SERVICES.items():
        if service["restart"] != "no":
            assert "healthcheck" in service, name
        assert name in OURS or service["user"] not in ("root", "0"), name
    assert re.findall(r"^USER (\w+)", DOCKERFILE, re.MULTILINE)[-1] == "clinic"


def test_everything_the_image_takes_exists_and_passes_dockerignore():
    let_through = re.findall(r"^!(\S+)", (HERE / ".dockerignore").read_text(), re.MULTILINE)
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (HERE / source).exists(), source
            assert source in let_through, f"{source} is kept out of the build by .dockerignore"
    for name in settings.INSTALLED_APPS:
        if name.split(".")[0] in ("clinic_cms", "articles", "comments"):
            assert f"COPY {name.split('.')[0]} " in DOCKERFILE


def test_folders_agree_between_image_services_and_nginx():
    environment = SERVICES["web"]["environment"]
    for name in ("DATA_DIR", "STATIC_ROOT"):
        assert f"{name}={environment[name]}" in DOCKERFILE
        targets = [volume.split(":")[1] for volume in SERVICES["migrate"]["volumes"]]
        assert environment[name] in targets
    [alias] = re.findall(r"alias (\S+)/;", NGINX)
    assert alias == environment["STATIC_ROOT"]
    assert any(v.split(":")[1] == alias for v in SERVICES["nginx"]["volumes"])
    [webroot] = re.findall(r"root (\S+);", NGINX)
    [left_in] = [v.split(":")[0] for v in SERVICES["nginx"]["volumes"] if f":{webroot}:" in v]
    assert f"`--webroot -w {left_in}`" in (HERE / "deploy/README.md").read_text()
    assert f"location {settings.STATIC_URL} " in NGINX


def test_ports_agree_between_server_health_check_and_nginx():
    [served] = re.findall(r'"--port", "(\d+)"', DOCKERFILE)
    assert re.findall(r"^EXPOSE (\d+)", DOCKERFILE, re.MULTILINE) == [served]
    assert SERVICES["web"]["expose"] == [served]
    assert SERVICES["web"]["healthcheck"]["test"][-1] == served
    assert re.findall(r"upstream clinic \{ server (\w+):(\d+);", NGINX) == [("web", served)]
    listening = set(re.findall(r"listen (?:[\d.]+:|\[::\]:)?(\d+)", NGINX))
    inside = {port.split(":")[-1] for port in SERVICES["nginx"]["ports"]}
    assert inside < listening
    assert (
        set(re.findall(r":(\d+)/", " ".join(SERVICES["nginx"]["healthcheck"]["test"]))) <= listening
    )


def test_database_and_redis_are_out_of_reach():
    for name in ("db", "redis"):
        assert SERVICES[name]["networks"] == ["inside"]
        assert "ports" not in SERVICES[name]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_nginx_finds_a_new_web_container_where_the_last_one_was():
    address = ip_address(SERVICES["web"]["networks"]["inside"]["ipv4_address"])
    [pool] = COMPOSE["networks"]["inside"]["ipam"]["config"]
    assert SERVICES["nginx"]["extra_hosts"] == [f"web:{address}"]
    assert address in ip_network(pool["subnet"])
    assert address not in ip_network(pool["ip_range"]), "another container may take it first"


def test_no_visitor_comes_with_the_address_of_the_engine():
    assert all(port.startswith("0.0.0.0:") for port in SERVICES["nginx"]["ports"])


def test_nginx_knows_our_session_and_our_proxy_count():
    assert f"{settings.SESSION_COOKIE_NAME}=" in NGINX
    assert SERVICES["web"]["environment"]["TRUSTED_PROXIES"] == "1"
    assert "X-Forwarded-For $remote_addr;" in NGINX
    limit = int(re.findall(r"client_max_body_size (\d+)m;", NGINX)[0]) * 1024 * 1024
    assert limit >= settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_units_run_as_nobody_special_and_share_one_environment(unit):
    text = unit.read_text()
    assert "\nUser=clinic\n" in text
    assert "\nEnvironmentFile=/etc/clinic/environment\n" in text
    assert "/etc/clinic/environment" in (HERE / "deploy/README.md").read_text()
