namespace GoDockerTasks.Resilience;

// What go.mod and the Dockerfile bring about.
public static partial class FailureRules
{
    private static IEnumerable<FailureRule> Modules() =>
    [
        new(FailureKinds.GoTooOld, "go: gover, modload; and Go before 1.21 reading newer go.mod",
            "requires go >=", "invalid go version '", "unknown directive: toolchain", "unknown directive: tool",
            "unknown directive: godebug", "unknown directive: ignore",
            "module requires Go", "requires newer Go version", "go: unknown subcommand \"", "can only use path@version syntax with",
            "but maximum supported version is",
            "maximum version supported by tidy", "requires go1.", "require go1.",
            "cannot compile Go 1.", "toolchain upgrade needed", "file requires newer", "invalid go version \"")
        { Depth = FailureDepth.Ground, None = ["switching to", "-lang was set to", "but go.work lists go"] },
        new(FailureKinds.GomodInconsistent, "go: types2; the code uses what the go line of go.mod does not allow yet",
            "-lang was set to")
        { Depth = FailureDepth.Ground },
        new(FailureKinds.GoTooOld, "go: flag; flags that newer Go brought", "flag provided but not defined: -")
        { Pattern = NewGoFlag(), Depth = FailureDepth.Ground },
        new(FailureKinds.ModulePathMismatch, "go: modload",
            "module declares its path as", "but was required as", "unexpected module path", " expects import \""),
        new(FailureKinds.CopyNotFound, "go: a replace whose folder was not copied",
            "replacement directory", "(replaced by ../", "(replaced by ./", "(replaced by /")
        { Pattern = NotThere(), Depth = FailureDepth.Cause },
        new(FailureKinds.CopyNotFound, "go: go.mod was not copied",
            "go.mod: no such file or directory", "go.mod: The system cannot find", "go.work: no such file")
        { None = ["(replaced by"] },
        new(FailureKinds.BadVersion, "go: modfetch/coderepo.go",
            "unknown revision", "invalid pseudo-version", "no matching versions for query", "should be v0 or v1, not",
            "invalid version: should be", "module path must match major version",
            "go.mod has post-v", "go.mod has malformed module path", "go.mod has non-",
            "invalid version: module contains a go.mod file", "invalid version: missing",
            "invalid version: version", "must be of the form v", "version control: revision", "not a tagged version",
            "reference not found", "unrecognized version", "invalid version control suffix",
            "pseudo-version", "missing github.com", "version is invalid", "\" invalid:", "couldn't find remote ref",
            "not our ref", "suffix not allowed", "disallowed version string", "reference is not a tree",
            "did not match any file(s) known to git", "not found in upstream ", "request for unadvertised object")
        { Depth = FailureDepth.Consequence, None = ["go: downloading", "go: upgraded", "go: added"] },
        new(FailureKinds.BadVersion, "go: modfetch/coderepo.go; a tag beside a folder that has no go.mod", "go.mod at revision", "go.mod and ")
        { Pattern = MissingAtRevision(), Depth = FailureDepth.Consequence },
        new(FailureKinds.NoGomod, "go: modload, load",
            "go.mod file not found in current directory", "cannot find main module",
            "current directory is not in a module", "go.mod exists but should not", "/go.mod exists but should not",
            "syntax in GOPATH mode", "working directory is not part of a module",
            "directory prefix . does not contain", "no modules were found",
            "not using modules", "does not contain main module", "modules disabled by GO111MODULE=off",
            "go: modules disabled inside GOPATH",
            "outside main module", "outside a module", "outside GOPATH", "no Go files in", "no buildable Go source files in",
            "only valid when using modules", "outside available modules", "no modules specified (see", "no go files listed", "does not contain modules listed in go.work",
            "no package to get in current directory", "no packages loaded from", "no packages to build", "no install location for", "$GOPATH not set")
        { Depth = FailureDepth.Consequence },
        new(FailureKinds.GomodInconsistent, "go: load; vendor/ lacks the package",
            "cannot find package \".\" in")
        { Depth = FailureDepth.Consequence },
        new(FailureKinds.GomodInconsistent, "go before 1.15: load; vendor/ lacks the package", ": cannot load ")
        { All = ["/vendor/", ": no such file or directory"], Depth = FailureDepth.Consequence },
        new(FailureKinds.NoGomod, "go before 1.16, or GO111MODULE=off: GOPATH mode",
            "cannot find package \"", "cannot find package '", " in any of:")
        { Depth = FailureDepth.Consequence },
        new(FailureKinds.GomodInconsistent, "go: modload, modfile",
            "ambiguous import:", "updates to go.mod needed", "inconsistent vendoring",
            "no required module provides package", "cannot find module providing package",
            "import lookup disabled by", "module lookup disabled by", "is replaced but not required",
            "conflicting replacements",
            "malformed module path", "malformed import path", "is explicitly required in go.mod, but not marked",
            "used for two different module paths", "cannot query module due to", "but does not contain package",
            "-mod may only be set to", "missing module declaration", "missing module line",
            "no module declaration", "cannot find module for path", "to update it:", "usage: go ", "usage: require",
            "usage: module", "usage: replace",
            "disabled by -mod=", "missing dot in first path element", "import path does not begin with hostname",
            "unknown block type", "unknown directive:", "repeated go statement", "repeated module statement",
            "go.work requires",
            "is not in your go.mod file", "is not in GOROOT", "is not in std", "and is not marked as",
            "module declarations", "exclude directive", "invalid module version", "replacement module",
            "requires a package", "missing return", "go: inconsistent",
            "is marked as explicit in vendor/modules.txt", "vendored, but", "cannot update go.mod",
            "existing contents have changed since last read", "modules.txt", "not a known dependency",
            "version constraints conflict", "module providing named packages contains", "GOVCS disallows using",
            "invalid github.com import path", "invalid import path")
        { Depth = FailureDepth.Consequence, None = ["missing return"] },
        new(FailureKinds.GomodInconsistent, "go: modget, mvs; two requirements that exclude each other", " requires ")
        { Pattern = RequiresAnother(), Depth = FailureDepth.Consequence },
        new(FailureKinds.GomodInconsistent, "go: modload; the lines after it say what is wrong",
            "errors parsing go.mod", "go: error parsing go.mod", "error reading go.mod")
        { Depth = FailureDepth.Wrapper },
    ];

    private static IEnumerable<FailureRule> Dockerfiles() =>
    [
        new(FailureKinds.DockerfileParse, "BuildKit: frontend/dockerfile/parser, instructions; docker CLI: build context",
            "dockerfile parse error", "failed to parse dockerfile", "unknown instruction:",
            "failed to read dockerfile", "in Dockerfile path", "Cannot locate specified Dockerfile",
            "unable to evaluate symlinks in context path", "file with no instructions",
            "no build stage in current context", "cannot be empty", "the --mount option requires BuildKit",
            "unknown flag: mount",
            "should not be blank", "circular dependency detected on stage", "failed to parse stage name",
            "FROM requires either one or three",
            "requires at least one argument", "requires at least two arguments", "requires exactly one argument",
            "invalid from flag value", "unsupported mount type", "unexpected key '", "unterminated heredoc", "Please provide a source image",
            "could not be found in the Dockerfile",
            "unsupported modifier", "can't find a suitable Dockerfile", "ADD requires", "COPY requires",
            "invalid reference format", "repository name must be lowercase", "failed to process \"",
            "failed to parse platform", "the destination must be a directory and end with a /",
            "no Containerfile or Dockerfile specified", "error resolving dockerfile path")
        { Pattern = DockerfileWords() },
        new(FailureKinds.DockerfileParse, "buildah, Railway: words of their own", "no FROM statement found", "dockerfile invalid: "),
        new(FailureKinds.DockerfileParse, "docker CLI, BuildKit: a stage or file that is not there",
            "target stage", "failed to reach build target", "path \"", "unable to prepare context")
        { Pattern = StageOrPathNotFound() },
        new(FailureKinds.CopyNotFound, "BuildKit: solver/llbsolver, contenthash; legacy builder",
            "failed to compute cache key", "failed to calculate checksum of ref", "COPY failed", "ADD failed",
            "no source files were specified",
            "ERROR: \"/", "file not found in build context", "excluded by .dockerignore",
            "forbidden path outside the build context", "too many links", "failed to walk")
        { Pattern = NotThere() },
        new(FailureKinds.CopyNotFound, "buildah: copier; kaniko: util.GetFilesUsedFromContext",
            "copier: stat:", "no files found matching", "failed to get files used from context",
            "failed to get fileinfo for")
        { Pattern = NotThere() },
        new(FailureKinds.CopyNotFound, "docker 1.x", "no such file or directory") { Pattern = SourceNotThere() },
        new(FailureKinds.DockerfileParse, "builders that read the Dockerfile themselves",
            "no such file or directory", "cannot find the file", "cannot find the path")
        { Pattern = DockerfileNotThere() },
        new(FailureKinds.CopyNotFound, "go: embed, load: a file that was not copied",
            "no matching files found", ": directory not found", "cannot embed")
        { Depth = FailureDepth.Consequence, Pattern = GoFileOrFolder() },
    ];

    private static IEnumerable<FailureRule> Wrappers() =>
    [
        new(FailureKinds.NoGomod, "go before 1.16: load, whatever the reason", "can't load package:") { Depth = FailureDepth.Wrapper },
        new(FailureKinds.GomodInconsistent, "go before 1.16: modload, whatever the reason", ": cannot load ") { Depth = FailureDepth.Wrapper },
        new(FailureKinds.BadVersion, "go: a module at a version, whatever the reason", "go: ", "go get: ", "go install: ", "go build: ", "go mod download: ")
        { Depth = FailureDepth.Wrapper, Pattern = ModuleForAnyReason(), None = ["exit status", "https:/", "http:/", "retracted", "deprecated"] },
        new(FailureKinds.BuildkitSession, "buildx, BuildKit: gRPC",
            "failed to receive status", "no active session", "(*service).Write failed", "code = Unavailable",
            "code = DeadlineExceeded", "DeadlineExceeded:", "graceful_stop",
            "error reading from server", "closing transport due to", "transport is closing",
            "frontend grpc server closed unexpectedly", "no such job", "client connection is closing",
            "code = Canceled", "Canceled: context canceled", "session healthcheck failed", "failed to dial gRPC",
            "failed to get status", "connection error: desc", "ref invalid", "failed to list workers",
            "error reading preface",
            "context deadline exceeded", "stopped session", "lost connection to buildkit", "buildkit-session",
            "failed to solve: Unavailable", "failed to solve: Internal:", "http2: frame too large",
            "code = Internal desc = stream terminated", "read/write on closed pipe")
        { Depth = FailureDepth.Wrapper },
        new(FailureKinds.BuildkitSession, "containerd: another build writes the same content", " locked for ")
        { All = ["(since "], Depth = FailureDepth.Wrapper },
        new(FailureKinds.MissingTool, "BuildKit, docker: the shell's 127",
            "did not complete successfully: exit code: 127", "returned a non-zero code: 127", "]: exit code: 127",
            "while running runtime: exit status 127", "waiting for process to exit: exit status 127")
        { Depth = FailureDepth.Wrapper },
        new(FailureKinds.BuildkitSession, "buildx: the stream ended",
            "EOF", "context canceled")
        { Depth = FailureDepth.Wrapper, Pattern = SolveEnded() },
        new(FailureKinds.RegistryNetwork, "containerd: a request that failed for a reason of which no rule knows", "failed to do request: ")
        { Depth = FailureDepth.Wrapper },
    ];
}
