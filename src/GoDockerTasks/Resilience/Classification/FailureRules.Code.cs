namespace GoDockerTasks.Resilience;

// What the tools of an image and the code bring about.
public static partial class FailureRules
{
    private static IEnumerable<FailureRule> Tools() =>
    [
        new(FailureKinds.ExecFormat, "go test: the tests' own program", "exec format error")
        { All = ["fork/exec ", ".test: "], Depth = FailureDepth.Ground },
        new(FailureKinds.ExecFormat, "execve(2) ENOEXEC",
            "exec format error", "Invalid ELF image for this architecture", "cannot execute binary file", "rosetta error:"),
        new(FailureKinds.ExecFormat, "qemu-user: the loader of the other architecture", ": Could not open '/lib")
        { All = ["qemu-"] },
        new(FailureKinds.MissingTool, "go: cgo, vcs stamping; git's safe.directory",
            "error obtaining VCS status", "C compiler \"", "cgo: C compiler", "cgo: exec ",
            "expected shallow list",
            "detected dubious ownership", "fatal: unsafe repository", "requires cgo", "pkg-config: exec",
            "was not found in the pkg-config search path", "Package 'pkg-config'", "go: no such tool \"",
            "cannot find GOROOT directory", "does not match go tool version", "fatal: cannot run ", "unsupported GOOS/GOARCH pair")
        { Depth = FailureDepth.Proof },
        new(FailureKinds.MissingTool, "shells: 127",
            ": command not found", "git: not found", "gcc: not found", "make: not found", "go: not found",
            "bash: not found", "curl: not found", "wget: not found", "exec: \"git\"", "exec: \"gcc\"",
            "unable to start container process: exec:", "starting container process caused: exec:",
            "starting container process caused \"exec:")
        { Pattern = ShellOrExec() },
        new(FailureKinds.MissingTool, "go: vcs; scripts: a tool that they looked for", "missing ")
        { Pattern = MissingCommand(), Depth = FailureDepth.Proof },
        new(FailureKinds.MissingTool, "glide, dep, scripts: a tool that they looked for", " is not installed")
        { Pattern = ToolNotInstalled() },
        new(FailureKinds.MissingTool, "gcc, clang, as, ld: made for another architecture than GOARCH",
            "unrecognized command", "unsupported option '-", "unknown argument: '-", "Assembler messages:", "emulation mode")
        { Depth = FailureDepth.Proof, Pattern = OtherTarget() },
        new(FailureKinds.MissingTool, "sh: 127", ": not found") { Pattern = ShellNotFound() },
        new(FailureKinds.MissingTool, "protoc, buf: a plugin that is not in PATH", "program not found or is not executable"),
        new(FailureKinds.MissingTool, "gcc, ld: headers and libraries of the system",
            "fatal error: ", "cannot find -l", "ld: library not found")
        { Depth = FailureDepth.Proof, Pattern = MissingHeader() },
    ];

    private static IEnumerable<FailureRule> Code() =>
    [
        new(FailureKinds.TestFailure, "go test", "--- FAIL:", "panic: test timed out", "Test Suite Failed", "race detected during execution of test") { Depth = FailureDepth.Proof },
        new(FailureKinds.TestFailure, "go test: the package's result",
            "FAIL\t", "FAIL ")
        { Depth = FailureDepth.Proof, Pattern = FailedPackage() },
        new(FailureKinds.CompileError, "go build, vet: cmd/compile, types2",
            ".go:")
        { Depth = FailureDepth.Proof, Pattern = CompilerLine() },
        new(FailureKinds.CompileError, "go build: load, link",
            "import cycle not allowed", "use of internal package", "function main is undeclared", "undefined: main.main", "is not a main package",
            "cannot run non-main package", "cannot write multiple packages to non-directory", "-o with multiple packages",
            "internal compiler error", "invalid reference to ", "duplicated definition of symbol",
            "could not import ", "invalid flag in #cgo ", "is a program, not an importable package",
            "build constraints exclude all Go files", "relocation target", "undefined reference to",
            "undefined symbol:", "multiple definition of", "duplicate symbol",
            "found packages ", "ld returned 1 exit status", "expected 'package', found")
        { Depth = FailureDepth.Proof },
        new(FailureKinds.CompileError, "cgo: the C compiler's own errors", ": error: ", ": fatal error: ")
        { Depth = FailureDepth.Proof, Pattern = CError() },
        new(FailureKinds.CompileError, "go link: whatever the system's linker said", "running gcc failed", "running clang failed", "[build failed]")
        { Depth = FailureDepth.Wrapper },
    ];
}
