namespace GoDockerTasks.Dockerfiles.Linting.Facts;

/// <summary>The users that well-known base images start with.</summary>
/// <remarks>By the USER of their published Dockerfiles and image configs. What is not here is not known.</remarks>
internal static class BaseUsers
{
    // An entry that ends with a slash or a dash stands for all that start with it. The longest that fits counts.
    private static readonly string[] Root =
    [
        "scratch", "alpine", "debian", "ubuntu", "busybox", "golang", "centos", "fedora", "amazonlinux", "rockylinux", "almalinux",
        "oraclelinux", "archlinux", "photon", "clearlinux", "opensuse/leap", "opensuse/tumbleweed", "buildpack-deps", "gcc", "bash",
        "node", "python", "pypy", "ruby", "jruby", "php", "perl", "rust", "julia", "dart", "swift", "erlang", "elixir", "haskell", "mono",
        "openjdk", "eclipse-temurin", "amazoncorretto", "adoptopenjdk", "ibmjava", "sapmachine", "maven", "gradle", "tomcat",
        "nginx", "httpd", "caddy", "traefik", "redis", "postgres", "mysql", "mariadb", "mongo", "cassandra", "rabbitmq", "nats",
        "influxdb", "telegraf", "consul", "vault", "registry", "docker", "composer", "wordpress", "hello-world",
        "gliderlabs/alpine", "frolvlad/alpine-", "alpine/", "bitnami/minideb", "bitnami/golang", "bitnami/git", "nvidia/cuda",
        "bitnamilegacy/minideb", "bitnamilegacy/golang", "bitnamilegacy/git", "public.ecr.aws/bitnami/minideb", "public.ecr.aws/bitnami/golang",
        "google/cloud-sdk", "phusion/baseimage", "amazon/aws-cli", "goreleaser/", "ghcr.io/goreleaser/", "golangci/golangci-lint", "karalabe/xgo-",
        "techknowlogick/xgo", "moby/buildkit", "hashicorp/terraform", "hashicorp/vault", "tonistiigi/", "prom/busybox", "minio/minio", "minio/mc",
        "envoyproxy/envoy", "linuxserver/", "lscr.io/linuxserver/", "ghcr.io/linuxserver/", "balenalib/", "multiarch/alpine", "kalilinux/",
        "registry.fedoraproject.org/fedora", "registry.suse.com/", "registry.opensuse.org/", "container-registry.oracle.com/os/",
        "public.ecr.aws/lambda/", "amazon/aws-lambda-", "gcr.io/kaniko-project/executor",
        "quay.io/centos/", "quay.io/fedora/", "quay.io/prometheus/busybox", "quay.io/prometheus/golang-builder",
        "quay.io/prometheus/busybox-", "gcr.io/distroless/", "gcr.io/google.com/cloudsdktool/",
        "k8s.gcr.io/build-image/", "registry.k8s.io/build-image/",
        "public.ecr.aws/amazonlinux/amazonlinux", "public.ecr.aws/eks-distro-build-tooling/eks-distro-minimal-base",
        "cgr.dev/chainguard/wolfi-base", "cgr.dev/chainguard/go",
        "registry.access.redhat.com/ubi", "registry.redhat.io/ubi", "redhat/ubi",
        "mcr.microsoft.com/dotnet/", "mcr.microsoft.com/cbl-mariner/", "mcr.microsoft.com/azurelinux/",
        "mcr.microsoft.com/oss/go/microsoft/golang", "mcr.microsoft.com/devcontainers/", "mcr.microsoft.com/vscode/devcontainers/",
    ];

    private static readonly string[] Others =
    [
        "haproxy", "memcached", "solr", "groovy", "kong", "jenkins", "jenkins/jenkins", "nginxinc/nginx-unprivileged",
        "ghcr.io/nginxinc/nginx-unprivileged", "public.ecr.aws/nginx/nginx-unprivileged", "quay.io/nginx/nginx-unprivileged", "curlimages/curl",
        "quay.io/curl/curl", "bitnami/", "bitnamilegacy/", "public.ecr.aws/bitnami/", "prom/", "quay.io/prometheus/", "grafana/grafana",
        "circleci/", "cimg/", "gitpod/", "selenium/", "cgr.dev/chainguard/",
        "public.ecr.aws/eks-distro-build-tooling/eks-distro-minimal-base-nonroot",
    ];

    // Red Hat's images for a language are made for source-to-image builds, which never run as root.
    private static readonly string[] RedHatRoots = ["ubi", "ubi-init", "ubi-minimal", "ubi-micro"];

    /// <summary>Says whether an image starts as root; null when it is not known.</summary>
    public static bool? IsRoot(string image)
    {
        var name = BaseName.Parse(image);
        var repository = name.Repository;
        if (name.Tag.Contains("nonroot", StringComparison.Ordinal) || name.Tag.Contains("rootless", StringComparison.Ordinal))
        {
            return false;
        }

        if (repository.StartsWith("mcr.microsoft.com/dotnet/", StringComparison.Ordinal)
            && (name.Tag.Contains("chiseled", StringComparison.Ordinal) || name.Tag.Contains("distroless", StringComparison.Ordinal)))
        {
            return false;
        }

        // Docker Hardened Images: those to develop with start as root, those to run do not.
        if (repository.StartsWith("dhi.io/", StringComparison.Ordinal))
        {
            return name.Tag.Length == 0 ? null : name.Tag.EndsWith("-dev", StringComparison.Ordinal);
        }

        if (repository.StartsWith("registry.", StringComparison.Ordinal) && repository.Contains("/ubi", StringComparison.Ordinal))
        {
            var isPlain = RedHatRoots.Contains(name.ShortName) || (repository.Count(c => c == '/') == 1);
            return isPlain;
        }

        var root = Length(Root, repository);
        var other = Length(Others, repository);
        return root == other ? null : root > other;
    }

    private static int Length(string[] known, string repository) => known
        .Where(entry => entry[^1] is '/' or '-' ? repository.StartsWith(entry, StringComparison.Ordinal)
            : repository == entry || (entry.EndsWith("/ubi", StringComparison.Ordinal) && repository.StartsWith(entry, StringComparison.Ordinal)))
        .Select(entry => entry.Length)
        .DefaultIfEmpty()
        .Max();
}
