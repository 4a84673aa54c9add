"""What the Dockerfile and compose.yaml promise, read from the files: no Docker runs here."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from harness.image import BALANCER, REPLICA, stages
from harness.server import PROJECT
from pokrovsk_front.ingest.audit.sandbox import MAX_AUDITS
from pokrovsk_front.ingest.bounds import MAX_MEMORY_BYTES
from pokrovsk_front.server.settings import Settings, from_environment

pytestmark = pytest.mark.quick

COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "compose.yaml").read_text(encoding="utf-8"))
HTTPS: dict[str, Any] = yaml.safe_load(
    (PROJECT / "compose.https.yaml").read_text(encoding="utf-8")
)["services"]["https"]
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
REPLICAS = {name: each for name, each in SERVICES.items() if each["build"]["target"] == REPLICA}
GUIDE = (PROJECT / "docs/deploy.md").read_text(encoding="utf-8")
IGNORED = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
# A version to the last number: 3.11.13-slim-bookworm, 1.28.0-alpine.
PINNED = re.compile(r"[a-z]+:\d+\.\d+\.\d+(-[a-z]+)*")


@pytest.mark.parametrize("name", [REPLICA, BALANCER])
def test_an_image_runs_as_nobody_special_and_says_whether_it_is_well(name: str) -> None:
    user = stages()[name].all("USER")[-1]
    assert user.partition(":")[0] not in {"", "0", "root"}
    assert "/healthz" in stages()[name].all("HEALTHCHECK")[-1]


def test_every_base_is_pinned_or_a_stage_of_this_file() -> None:
    for stage in stages().values():
        assert stage.base in stages() or PINNED.fullmatch(stage.base), stage.base


def test_the_python_of_the_image_is_one_that_the_project_takes() -> None:
    (minor,) = re.findall(
        r'requires-python = ">=3\.(\d+)"', (PROJECT / "pyproject.toml").read_text()
    )
    (of_image,) = re.findall(r"^python:3\.(\d+)", stages()[REPLICA].base)
    assert int(of_image) >= int(minor)


def test_no_image_holds_a_browser_or_a_compiler() -> None:
    commands = " ".join(line for stage in stages().values() for line in stage.all("RUN"))
    assert not re.search(r"chrom|firefox|playwright|apt-get|apk |gcc", commands)
    assert "--group" not in commands


def test_what_a_stage_copies_from_the_project_exists_and_is_sent_to_the_builder() -> None:
    for stage in stages().values():
        for path in stage.copied():
            assert (PROJECT / path).exists(), path
            assert f"!{path.split('/')[0]}" in IGNORED


def test_the_project_is_installed_where_the_replica_has_it_without_asking_an_index() -> None:
    packages = stages()["packages"]
    (install,) = (line for line in packages.all("RUN") if "--editable" in line)
    assert {"--no-deps", "--no-index", "--no-build-isolation"} <= set(install.split())
    assert packages.all("WORKDIR") == stages()[REPLICA].all("WORKDIR")
    # Streamlit looks for the components that the package declares beside it.
    assert "pyproject.toml" in stages()[REPLICA].copied()


def test_an_image_holds_every_package_of_the_project_and_no_test() -> None:
    copied = set(stages()[REPLICA].copied())
    assert {"app.py", "serve.py", "pages", "pokrovsk_front", "data", "locales", "static"} <= copied
    assert not copied & {"tests", "bench", ".", "./"}


def test_a_replica_serves_the_production_entry() -> None:
    assert stages()[REPLICA].command()[:2] == ["uvicorn", "serve:app"]


def test_compose_builds_targets_that_the_dockerfile_has() -> None:
    for name, service in SERVICES.items():
        assert service["build"]["target"] in stages(), name
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["restart"] == "unless-stopped"


def gib(text: str) -> float:
    """Read a memory limit of compose.yaml or of a manifest, such as `3g` or `3Gi`."""
    (number,) = re.findall(r"^(\d+)(?:g|Gi)$", text)
    return float(number)


def test_a_replica_has_memory_for_itself_and_its_audits() -> None:
    most = Settings()
    # A file that comes in is held twice for a moment; Python, libraries and tables took 340 MiB.
    own = 0.35 * 2**30 + 2 * most.max_uploads_mb * 2**20 + most.max_sessions * 0.5 * 2**20
    needed = (MAX_AUDITS * MAX_MEMORY_BYTES + own) / 2**30
    assert all(gib(each["mem_limit"]) >= needed for each in REPLICAS.values())
    for limit in re.findall(r"limits: \{memory: (\w+)\}", GUIDE):
        assert gib(limit) >= needed
    for limit in re.findall(r"^MemoryMax=(\w)G$", GUIDE, re.MULTILINE):
        assert float(limit) >= needed
    assert "limits: {memory: " in GUIDE
    assert "MemoryMax=" in GUIDE


def test_nginx_asks_just_the_replicas_of_compose() -> None:
    addresses = {each["networks"]["front"]["ipv4_address"] for each in REPLICAS.values()}
    assert len(addresses) == len(REPLICAS) >= 3
    port = re.findall(r"UVICORN_PORT=(\d+)", " ".join(stages()[REPLICA].all("ENV")))[-1]
    servers = re.findall(
        r"^server (\S+) (.*);$", (PROJECT / "deploy/replicas.conf").read_text(), re.MULTILINE
    )
    assert {address for address, _ in servers} == {f"{each}:{port}" for each in addresses}
    assert all("max_fails=" in limits and "fail_timeout=" in limits for _, limits in servers)


def test_only_the_balancer_is_reached_and_it_waits_for_the_replicas() -> None:
    assert [name for name, each in SERVICES.items() if "ports" in each] == [BALANCER]
    inner = SERVICES[BALANCER]["ports"][0].rpartition(":")[2]
    assert f"listen {inner};" in (PROJECT / "deploy/listen.conf").read_text()
    assert SERVICES[BALANCER]["depends_on"] == {
        name: {"condition": "service_healthy"} for name in REPLICAS
    }


def test_https_stands_before_the_balancer_in_the_network_that_nginx_trusts() -> None:
    assert PINNED.fullmatch(HTTPS["image"])
    assert HTTPS["command"][-2:] == ["--to", f"{BALANCER}:8080"]
    assert HTTPS["depends_on"] == {BALANCER: {"condition": "service_healthy"}}
    assert HTTPS["read_only"] is True
    assert HTTPS["cap_drop"] == ["ALL"]
    (network,) = COMPOSE["networks"]["front"]["ipam"]["config"]
    nginx = (PROJECT / "deploy/nginx.conf").read_text(encoding="utf-8")
    assert f"set_real_ip_from {network['subnet']};" in nginx


def test_each_setting_of_the_example_is_read() -> None:
    lines = (PROJECT / "deploy/example.env").read_text(encoding="utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    settings = from_environment(example)
    assert settings.ignored_names == ()
    assert settings.hosts == (example["FRONT_HOST"],)
    assert settings.are_cookies_secure
    assert all((PROJECT / file).is_file() for file in example["COMPOSE_FILE"].split(":"))
    assert f"${{PORT:-8501}}:{8080}" in SERVICES[BALANCER]["ports"]
    assert all(
        each["env_file"] == [{"path": ".env", "required": False}] for each in REPLICAS.values()
    )


def test_new_images_come_to_one_service_after_the_other() -> None:
    (order,) = re.findall(
        r"for each in (.*); do", (PROJECT / "Makefile").read_text(encoding="utf-8")
    )
    assert order.split() == [*REPLICAS, BALANCER]


def test_the_guide_names_every_file_of_the_deployment() -> None:
    guide = (PROJECT / "docs/deploy.md").read_text(encoding="utf-8")
    composed = ("Dockerfile", "compose.yaml", "compose.https.yaml")
    for path in (*composed, *(f"deploy/{each.name}" for each in deployed())):
        assert path in guide


def deployed() -> list[Path]:
    return sorted((PROJECT / "deploy").iterdir())


def test_the_manifests_of_the_guide_are_whole() -> None:
    guide = (PROJECT / "docs/deploy.md").read_text(encoding="utf-8")
    kinds = [
        document["kind"]
        for block in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
        for document in yaml.safe_load_all(block)
    ]
    assert kinds == ["Deployment", "Service", "Ingress"]
