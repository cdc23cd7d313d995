using GoDockerTasks.Io;

namespace Scripts.Tests;

/// <summary>A small repository with the real build.sh and setup, and a folder of programs that only pretend.</summary>
internal sealed class Sandbox : IDisposable
{
    private static readonly string[] Basics =
    [
        "basename", "bash", "cat", "chmod", "cmp", "cp", "cut", "dirname", "env", "find", "flock", "grep", "head", "id", "ls",
        "mkdir", "mktemp", "mv", "paste", "readlink", "rm", "sed", "sh", "sha256sum", "sleep", "sort", "tail", "timeout", "touch",
        "tr", "uname", "xargs",
    ];

    private readonly TempDirectory directory = new();
    private readonly ProcessRunner processes = new(TimeProvider.System);

    public Sandbox()
    {
        Directory.CreateDirectory(In("bin"));
        foreach (var name in Basics)
        {
            var real = Path.Combine("/usr/bin", name);
            if (File.Exists(real))
            {
                File.CreateSymbolicLink(In($"bin/{name}"), real);
            }
        }

        Write("build/Build.csproj", "<Project />");
        Write("build/Program.cs", "one");
        Write("src/Core/Core.cs", "core");
        Write("Directory.Build.props", "<Project />");
        Write("global.json", """{ "sdk": { "version": "10.0.100" } }""");
        File.Copy(Repository.File("build.sh"), In("build.sh"));
        Directory.CreateDirectory(In("build/setup"));
        foreach (var file in Directory.GetFiles(Repository.File("build/setup")))
        {
            File.Copy(file, In($"build/setup/{Path.GetFileName(file)}"));
        }
    }

    public string Root => directory.Path;

    public int Builds => File.Exists(In("builds")) ? File.ReadAllLines(In("builds")).Length : 0;

    public string In(string path) => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
    }

    /// <summary>Puts a program in PATH.</summary>
    public void Program(string name, string script)
    {
        Write($"bin/{name}", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(In($"bin/{name}"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    /// <summary>Puts a .NET SDK in PATH, whose compiler makes a host that tells its folder and its arguments.</summary>
    public void Sdk(string beforeCompiling = "") => Program("dotnet", $$"""
        [ "$1" = publish ] || exit 0
        echo build >>"{{Root}}/builds"
        {{beforeCompiling}}
        for word; do [ "$last" = --output ] && output=$word; last=$word; done
        mkdir -p "$output"
        printf '#!/bin/sh\nprintf "%%s|" "$PWD" "$@"\nexit 7\n' >"$output/Build"
        chmod +x "$output/Build"
        """);

    public Task<ProcessOutput> BuildAsync(params string[] arguments) => RunAsync(Root, [In("build.sh"), .. arguments]);

    public Task<ProcessOutput> SetupAsync(params string[] arguments) => RunAsync(Root, [In("build/setup/setup.sh"), .. arguments]);

    public Task<ProcessOutput> RunAsync(string folder, string[] arguments, CancellationToken cancellationToken = default) =>
        processes.CaptureAsync(Spec(folder, arguments), cancellationToken);

    public void Dispose() => directory.Dispose();

    private ProcessSpec Spec(string folder, string[] arguments) => new("/usr/bin/bash", arguments)
    {
        WorkingDirectory = folder,
        Environment = new Dictionary<string, string?>
        {
            ["PATH"] = In("bin"),
            ["HOME"] = In("home"),
            ["DOTNET_ROOT"] = null,
            ["DOCKER_HOST"] = null,
        },
    };
}
