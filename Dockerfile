# Two images: `dashboard`, one replica, and `balancer`, nginx with the files it serves itself.
# compose.yaml builds both.

FROM python:3.11.13-slim-bookworm AS packages
COPY requirements.lock /tmp/
RUN python -m venv /opt/venv \
  && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements.lock
# The project itself, read where the next stage puts it; the tool that builds it is in the lock.
WORKDIR /srv/front
COPY pyproject.toml requirements.txt hatch_build.py README.md LICENSE ./
RUN /opt/venv/bin/pip install --no-cache-dir --no-deps --no-index --no-build-isolation --editable .

FROM python:3.11.13-slim-bookworm AS dashboard
# No browser in here: only the command line's `pack --images` needs one.
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin front
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/front
COPY app.py serve.py pyproject.toml CHANGELOG.md LICENSE ./
COPY .streamlit .streamlit
COPY pages pages
COPY pokrovsk_front pokrovsk_front
COPY data data
COPY locales locales
COPY static static
USER 10001:10001
ENV PATH=/opt/venv/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 \
  UVICORN_HOST=0.0.0.0 UVICORN_PORT=8501
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/healthz', timeout=4)"]
CMD ["uvicorn", "serve:app", "--no-access-log", "--no-server-header", "--timeout-graceful-shutdown", "5"]

FROM packages AS served
COPY static static
# Compressed once, as hard as gzip can; nginx sends the .gz to whoever takes it.
RUN mkdir -p /srv/balancer/temp \
  && cp -r "$(/opt/venv/bin/python -c 'import pathlib, streamlit; print(pathlib.Path(streamlit.__file__).parent / "static")')" /srv/balancer/streamlit \
  && cp -r static /srv/balancer/dashboard \
  && find /srv/balancer \( -name '*.js' -o -name '*.css' -o -name '*.json' -o -name '*.geojson' \) \
    -exec gzip -9k {} +

FROM nginx:1.28.0-alpine AS balancer
COPY --from=served --chown=101:101 /srv/balancer /srv/balancer
COPY deploy/nginx.conf deploy/replicas.conf deploy/listen.conf /srv/balancer/
# nginx, as its image numbers it.
USER 101:101
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
  CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/healthz"]
ENTRYPOINT []
CMD ["nginx", "-e", "stderr", "-p", "/srv/balancer/", "-c", "nginx.conf", "-g", "daemon off;"]
