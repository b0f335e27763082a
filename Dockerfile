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
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD wget -q -O /dev/null "http://127.0.0.1:${HEALTH_PORT:-${PORT:-3000}}/healthz"
STOPSIGNAL SIGTERM
CMD ["node", "dist/src/main.js"]
