namespace GoDockerTasks.Errors;

public static partial class ErrorKinds
{
    /// <summary>Gets the kind reported when there is no <c>docker</c> to start.</summary>
    public static ErrorKind DockerNotInstalled { get; } = new(
        "GDT3002",
        "Docker is not installed",
        "There is no program named 'docker' in PATH.",
        "Install Docker Engine 23 or newer with the buildx plugin (docs.docker.com/engine/install), or run again with --setup.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when the Docker daemon does not answer.</summary>
    public static ErrorKind DaemonNotRunning { get; } = new(
        "GDT3003",
        "The Docker daemon does not answer",
        "dockerd is not running, or DOCKER_HOST or the docker context points to where it is not.",
        "Start it (systemctl start docker, or Docker Desktop), or run again with --setup; 'docker version' must show a server.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when the daemon's socket may not be opened.</summary>
    public static ErrorKind DaemonNotPermitted { get; } = new(
        "GDT3004",
        "The Docker daemon's socket may not be opened",
        "This user is not in the group that owns the socket.",
        "Add the user to the group 'docker' and log in again, or use rootless Docker.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when the engine is older than what the build relies on.</summary>
    public static ErrorKind EngineTooOld { get; } = new(
        "GDT3005",
        "The Docker Engine is too old",
        "Builds rely on named contexts (--build-context), which its BuildKit does not have.",
        "Install Docker Engine 23 or newer.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when the docker client has no buildx.</summary>
    public static ErrorKind BuildxMissing { get; } = new(
        "GDT3006",
        "The docker client has no buildx plugin",
        "buildx is a package of its own on most systems, and it is not installed.",
        "Install it (docker-buildx-plugin from Docker, docker-buildx from Debian or Ubuntu), or run again with --setup.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when another engine answers as if it were Docker.</summary>
    public static ErrorKind EngineNotDocker { get; } = new(
        "GDT3007",
        "The engine is not Docker",
        "'docker' is Podman here; its builder has no named contexts from directories, no metadata file and no buildx.",
        "Install Docker Engine 23 or newer, or point DOCKER_HOST to one.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when docker printed what cannot be understood.</summary>
    public static ErrorKind DockerAnswerUnclear { get; } = new(
        "GDT3008",
        "An answer of docker was not understood",
        "This docker prints another form than the versions that are known, or something else is called 'docker'.",
        "Run the command by hand to see its answer, and report it with the version of docker.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when buildx does not know the builder that a setting or BUILDX_BUILDER names.</summary>
    public static ErrorKind BuilderNotFound { get; } = new(
        "GDT3009",
        "There is no such builder",
        "The Builder setting or BUILDX_BUILDER names one that this user has not made, or its name is misspelt.",
        "See the builders with 'docker buildx ls'; make one with 'docker buildx create --name NAME', or leave the setting out.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when the machine lacks what a base image is assembled from.</summary>
    public static ErrorKind ToolchainIncomplete { get; } = new(
        "GDT3011",
        "A base image cannot be assembled on this machine",
        "The registry of the base image cannot be reached, and the packages that could stand in for it are not installed.",
        "Install the packages named above, make the registry reachable, or name a mirror in RegistryMirrors.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when the installed Go is not the one that a FROM asks for.</summary>
    public static ErrorKind GoVersionDoesNotFit { get; } = new(
        "GDT3012",
        "The installed Go is not the one that the Dockerfile asks for",
        "The registry of the base image cannot be reached, and this machine has another version of Go.",
        "Install the version that the Dockerfile names, or change its FROM to the installed one.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when nothing can stand in for a base image.</summary>
    public static ErrorKind BaseNotAssembled { get; } = new(
        "GDT3013",
        "Nothing can stand in for a base image",
        "Its registry cannot be reached, and only golang and gcr.io/distroless/static images can be assembled locally.",
        "Make the registry reachable, name a mirror in RegistryMirrors, or load the image with 'docker load'.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when assembling a base image failed.</summary>
    public static ErrorKind AssemblyFailed { get; } = new(
        "GDT3014",
        "Assembling a base image failed",
        "docker could not build it; the lines above are its last words.",
        "Look for a full disk first; then make the registry of the base image reachable.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when a build asks for something that its builder cannot do.</summary>
    public static ErrorKind BuilderCannot { get; } = new(
        "GDT3015",
        "The builder cannot do what was asked for",
        "The docker driver without the containerd image store builds one platform, without attestations, cache export and OCI archives.",
        "Turn on the containerd image store in the daemon's settings, or name a docker-container builder in Builder.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when an image that would leave the machine holds a secret.</summary>
    public static ErrorKind SecretInImage { get; } = new(
        "GDT3016",
        "The image holds a secret",
        "An ARG, an ENV, a label or a RUN of the Dockerfile put it there; whoever can pull the image can read it.",
        "Give it to the RUN with --mount=type=secret, and change the secret where the image has been pushed before.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when the attestation of a build would hold the password of the HTTP proxy.</summary>
    public static ErrorKind ProvenanceHoldsPassword { get; } = new(
        "GDT3017",
        "Provenance would hold the HTTP proxy's password",
        "With mode=max the attestation records every build arg, and RUN steps get the proxy with its password as one.",
        "Set Provenance to mode=min, or use a proxy on this machine that logs in by itself.",
        ExitCode.Settings);
}
