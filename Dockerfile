# A static binary in an empty image. Mount the repository at /work: docker run --rm -v "$PWD:/work" cyanotype check
FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY . .
RUN cargo build --release --locked && strip target/release/cyanotype

# `check --since` needs git, and git needs a system around it.
FROM alpine:3.22 AS with-git
RUN apk add --no-cache git && git config --system --add safe.directory /work
COPY --from=build /src/target/release/cyanotype /usr/local/bin/cyanotype
WORKDIR /work
ENTRYPOINT ["cyanotype"]

FROM scratch
COPY --from=build /src/target/release/cyanotype /cyanotype
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["/cyanotype"]
