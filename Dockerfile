FROM python:3.11-slim

# libfribidi0: Pillow's Raqm loads it to write Arabic on the share cards.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libfribidi0 \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/archive
COPY requirements/runtime.txt requirements/runtime.txt
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements/runtime.txt

COPY . .
RUN useradd --system --home-dir /srv/archive archive \
 && python manage.py setup_static \
 && rm -f var/secret-key \
 && chown -R archive var
USER archive

EXPOSE 8000
STOPSIGNAL SIGTERM
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--no-ws", "csto_archive.wsgi:application"]
