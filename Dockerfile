# Small, not root, and nothing in it but what runs: `docker build -t scaledmail-for-slack .`
FROM node:24-alpine AS build
WORKDIR /build
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY bundle.ts tsconfig.json manifest.yml LICENSE ./
COPY packaging packaging
COPY src src
COPY views views
RUN npm run build

FROM node:24-alpine
WORKDIR /app
ENV NODE_ENV=production
ENV DATA_DIR=/app/data
COPY --from=build /build/dist dist
# 1000 is the user `node` of the base image.
RUN mkdir -m 700 data && chown 1000:1000 data
USER 1000:1000
VOLUME /app/data
EXPOSE 3000
# Asked where it listens: every address has this machine's among them, and others have brackets when they are of IPv6.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD case "$HEALTH_HOST" in ""|0.0.0.0|::) at=127.0.0.1 ;; *:*) at="[$HEALTH_HOST]" ;; *) at="$HEALTH_HOST" ;; esac; wget -q -O /dev/null "http://$at:${HEALTH_PORT:-${PORT:-3000}}/healthz"
STOPSIGNAL SIGTERM
CMD ["node", "dist/src/main.js"]
