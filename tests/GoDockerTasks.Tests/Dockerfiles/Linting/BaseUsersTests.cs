using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Tests.Dockerfiles.Linting;

/// <summary>Which user an image starts with, by its name.</summary>
[TestFixture]
public sealed class BaseUsersTests
{
    [TestCase("gcr.io/distroless/static")]
    [TestCase("gcr.io/distroless/base-debian12:debug")]
    [TestCase("gcr.io/distroless/static-debian12@sha256:0123")]
    [TestCase("docker.io/library/alpine:3.22")]
    [TestCase("public.ecr.aws/docker/library/golang:1.24")]
    [TestCase("arm64v8/debian:12-slim")]
    [TestCase("cgr.dev/chainguard/wolfi-base")]
    [TestCase("cgr.dev/chainguard/go:latest-dev")]
    [TestCase("registry.access.redhat.com/ubi9/ubi-micro:9.5")]
    [TestCase("registry.access.redhat.com/ubi8")]
    [TestCase("redhat/ubi9-minimal")]
    [TestCase("bitnami/minideb:bookworm")]
    [TestCase("quay.io/prometheus/busybox-linux-amd64:latest")]
    [TestCase("prom/busybox")]
    [TestCase("nginx:1.29-alpine")]
    [TestCase("mcr.microsoft.com/dotnet/runtime-deps:9.0")]
    [TestCase("dhi.io/golang:1-alpine3.21-dev")]
    [TestCase("lscr.io/linuxserver/ffmpeg:latest")]
    public void As_root(string image) => BaseUsers.IsRoot(image).Should().BeTrue();

    [TestCase("gcr.io/distroless/static:nonroot")]
    [TestCase("gcr.io/distroless/base-debian12:debug-nonroot@sha256:0123")]
    [TestCase("cgr.dev/chainguard/static:latest-glibc")]
    [TestCase("cgr.dev/chainguard/glibc-dynamic")]
    [TestCase("bitnami/redis:7.4")]
    [TestCase("public.ecr.aws/bitnami/kubectl:1.31")]
    [TestCase("nginxinc/nginx-unprivileged:1.29")]
    [TestCase("registry.access.redhat.com/ubi8/go-toolset:1.21")]
    [TestCase("docker:28-dind-rootless")]
    [TestCase("mcr.microsoft.com/dotnet/runtime-deps:8.0-jammy-chiseled")]
    [TestCase("dhi.io/static:20250419")]
    [TestCase("prom/prometheus")]
    public void As_another_user(string image) => BaseUsers.IsRoot(image).Should().BeFalse();

    [TestCase("ghcr.io/example/base:1")]
    [TestCase("registry.example.com/library/alpine:3")]
    [TestCase("example/distroless:nodebug")]
    [TestCase("shadowsocks/shadowsocks-libev")]
    [TestCase("mcr.microsoft.com/windows/nanoserver:ltsc2022")]
    [TestCase("dhi.io/static")]
    [TestCase("jetty:12")]
    public void Nobody_knows_as_whom(string image) => BaseUsers.IsRoot(image).Should().BeNull();
}
