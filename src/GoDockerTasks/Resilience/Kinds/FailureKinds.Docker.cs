using static GoDockerTasks.Errors.ErrorKinds;
using static GoDockerTasks.Resilience.FailureActions;

namespace GoDockerTasks.Resilience;

// Registries, the engine, BuildKit, and the Dockerfile.
public static partial class FailureKinds
{
    /// <summary>Gets the kind: a registry cannot be reached or breaks off.</summary>
    public static FailureKind RegistryNetwork { get; } = new("registry-network", true, Retry, BuildNetworkNeedsChange)
    {
        What = "The registry could not be read at {host}.",
        Causes =
        [
            "The registry, its CDN or the line to it failed.",
            new("The engine's own network or DNS is at fault: it is not that of the RUN steps.", "lookup ", "network is unreachable"),
            new("A filter answers in the registry's place.", "text/html", "character '<'"),
        ],
        Fixes =
        [
            "Name a mirror: --godocker_registrymirrors=docker.io=MIRROR.",
            "Give the engine a proxy or DNS server: /etc/docker/daemon.json.",
            "Run again.",
        ],
        ErrorWhenTransient = BuildNetworkFailed,
    };

    /// <summary>Gets the kind: the registry limits how often images are pulled.</summary>
    public static FailureKind RegistryRateLimit { get; } = new("registry-rate-limit", true, FixCredentials, BuildRegistryRefused)
    {
        What = "The registry says that images are pulled too often from here.",
        Causes =
        [
            "Pulls without a login are counted by address, and many share this one.",
            "The account's own limit is reached.",
        ],
        Fixes =
        [
            "docker login.",
            "Name a mirror: --godocker_registrymirrors=docker.io=MIRROR.",
            "If you are logged in, run again later.",
        ],
    };

    /// <summary>Gets the kind: the registry wants credentials, or others.</summary>
    public static FailureKind RegistryAuth { get; } = new("registry-auth", false, FixCredentials, BuildRegistryRefused)
    {
        What = "The registry did not let the build in.",
        Causes =
        [
            "Nobody is logged in, or the login has expired.",
            new("FROM names a stage or an image that does not exist.", "repository does not exist", "docker.io/library/"),
            "The account may not read or write this repository.",
        ],
        Fixes = ["docker login HOST.", "Check the name in FROM or COPY --from: a stage has to stand above its use."],
    };

    /// <summary>Gets the kind: the registry has no such tag or platform.</summary>
    public static FailureKind RegistryManifestUnknown { get; } =
        new("registry-manifest-unknown", false, FixDockerfile, BuildSourceFailed)
        {
            What = "The registry has no image of that name, tag or platform.",
            Causes =
            [
                "The tag is misspelt or was removed.",
                new("The image does not exist for the platform.", "platform", "no matching manifest"),
            ],
            Fixes = ["Look up the tags: docker buildx imagetools inspect IMAGE.", "Correct FROM in the Dockerfile."],
        };

    /// <summary>Gets the kind: the image of the Dockerfile frontend cannot be had.</summary>
    public static FailureKind BuildkitFrontendPull { get; } =
        new("buildkit-frontend-pull", true, Retry, BuildSourceFailed)
        {
            What = "The frontend that '# syntax=' names could not be pulled.",
            Causes =
            [
                "The registry cannot be reached: the frontend is an image like any other.",
                "The frontend does not exist, or this engine cannot run it.",
            ],
            Fixes =
            [
                "Drop the '# syntax=' line where the engine's own frontend is new enough.",
                "Or name a mirror: # syntax=MIRROR/docker/dockerfile:1.",
            ],
            ErrorWhenTransient = BuildNetworkFailed,
        };

    /// <summary>Gets the kind: BuildKit itself broke off.</summary>
    public static FailureKind BuildkitSession { get; } = new("buildkit-session", true, Retry, BuildMachineFailed)
    {
        What = "The connection to the builder broke off.",
        Causes = ["The builder was restarted, killed or ran out of memory.", "The line to a remote builder failed."],
        Fixes = ["Look at the builder: docker buildx inspect, docker logs buildx_buildkit_NAME0.", "Run again."],
    };

    /// <summary>Gets the kind: there is no engine, or it may not be used.</summary>
    public static FailureKind DaemonUnavailable { get; } = new("daemon-unavailable", false, FixDaemon, BuildMachineFailed)
    {
        What = "Docker cannot be used here.",
        Causes =
        [
            "The daemon does not run.",
            new("This user may not use its socket.", "permission denied"),
            new("docker is not installed, or DOCKER_HOST is wrong.", "not found", "executable file", "lookup "),
        ],
        Fixes =
        [
            "docker info says which of them it is.",
            "Start it (systemctl start docker), or join the group: usermod -aG docker $USER.",
        ],
    };

    /// <summary>Gets the kind: the engine cannot set up a network.</summary>
    public static FailureKind DaemonNetwork { get; } = new("daemon-network", false, FixDaemon, BuildMachineFailed)
    {
        What = "The engine could not give a container its network.",
        Causes =
        [
            "The firewall's rules were flushed under the engine.",
            "A kernel module is missing, or all address pools are taken.",
        ],
        Fixes =
        [
            "Restart Docker: systemctl restart docker.",
            "docker network prune, or build with --godocker_runnetwork=host.",
        ],
    };

    /// <summary>Gets the kind: the Dockerfile is missing or not valid.</summary>
    public static FailureKind DockerfileParse { get; } = new("dockerfile-parse", false, FixDockerfile, BuildSourceFailed)
    {
        What = "The Dockerfile is missing, or cannot be read as one.",
        Causes =
        [
            "An instruction is misspelt or incomplete.",
            "The path is wrong.",
            "The syntax needs a newer BuildKit.",
        ],
        Fixes = ["Correct the line.", "Give its path: --dockerfile=FILE."],
    };

    /// <summary>Gets the kind: a file to copy is not there.</summary>
    public static FailureKind CopyNotFound { get; } = new("copy-not-found", false, FixDockerfile, BuildSourceFailed)
    {
        What = "A file that the Dockerfile or go.mod names is not there.",
        Causes =
        [
            ".dockerignore keeps it out.",
            "The build context is another folder than thought.",
            new("A replace in go.mod points to a folder that was not copied.", "replaced by", "replacement directory"),
        ],
        Fixes =
        [
            "Check the path against the context and .dockerignore.",
            "Copy the folders that replace lines name before go runs.",
        ],
    };

    /// <summary>Gets the kind: a program is for another processor.</summary>
    public static FailureKind ExecFormat { get; } = new("exec-format", false, FixDockerfile, BuildSourceFailed)
    {
        What = "A program for another processor was started.",
        Causes =
        [
            "The stage is for another platform, and the machine has no emulation.",
            "A binary was built for another GOARCH, or is no program at all.",
        ],
        Fixes =
        [
            "Build on the machine's own platform: FROM --platform=$BUILDPLATFORM, with GOARCH=$TARGETARCH.",
            "Or install emulation: docker run --privileged --rm tonistiigi/binfmt --install all.",
        ],
    };

    /// <summary>Gets the kind: a program that the step needs is not in the image.</summary>
    public static FailureKind MissingTool { get; } = new("missing-tool", false, FixDockerfile, BuildSourceFailed)
    {
        What = "The image lacks a program that the step needs.",
        Causes =
        [
            "The base image is a small one: git or gcc is missing.",
            new("cgo is on and there is no C compiler.", "gcc", "cgo"),
            new("go build asks git for the version, and git cannot tell.", "VCS status", "dubious ownership"),
        ],
        Fixes =
        [
            "Install it: RUN apk add --no-cache git build-base.",
            "Without cgo: CGO_ENABLED=0. Without version stamps: go build -buildvcs=false.",
        ],
    };

    /// <summary>Gets the kind: a step failed that is not Go's, and not on the network.</summary>
    public static FailureKind StepFailed { get; } = new("step-failed", false, FixDockerfile, BuildSourceFailed)
    {
        What = "A RUN step ended with an error of its own.",
        Causes = ["The command in that step failed; its last lines say why."],
        Fixes = ["Repeat the step by hand in the stage's image."],
    };

    /// <summary>Gets the kind: the registry broke off a push.</summary>
    public static FailureKind PushFailed { get; } = new("push-failed", true, Retry, BuildRegistryRefused)
    {
        What = "The registry broke off the push.",
        Causes = ["The registry or its storage failed.", "A proxy before it limits the size of uploads."],
        Fixes = ["Run again: layers that arrived are not sent again."],
    };

    /// <summary>Gets the kind: the user stopped the build.</summary>
    public static FailureKind Cancelled { get; } = new("cancelled", false, Stop, BuildCancelled)
    {
        What = "The build was cancelled.",
        Causes = ["Somebody stopped it, or the CI job ran out of its time."],
        Fixes = ["Start it again when you want its result."],
    };
}
