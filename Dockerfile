# The bot in a container; `compose.yaml` puts two of them beside a PostgreSQL.
FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONUTF8=1
WORKDIR /zvonok
COPY requirements.lock .
RUN python -m pip install --quiet --no-cache-dir --require-hashes --no-deps --requirement requirements.lock
COPY bot bot
COPY db db
COPY documents documents
COPY handlers handlers
COPY journal journal
COPY keyboards keyboards
COPY locales locales
COPY scheduler scheduler
# Only the demo needs it, and only this machine can reach that.
COPY sandbox sandbox
RUN useradd --create-home zvonok && mkdir /data && chown zvonok /data
USER zvonok
VOLUME /data
CMD ["python", "-m", "bot", "run"]
