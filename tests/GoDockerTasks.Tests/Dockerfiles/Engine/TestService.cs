using GoDockerTasks.Io;
using GoDockerTasks.TestSupport.Modules;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>A small Go service with one module, and a snapshot that holds it.</summary>
/// <remarks>It writes by a system call: compiling fmt in every test would take most of the time.</remarks>
internal sealed class TestService : IDisposable
{
    private readonly TempDirectory _folder = new();

    public TestService()
    {
        Context = Directory.CreateDirectory(_folder.File("context")).FullName;
        Snapshot = Directory.CreateDirectory(_folder.File("snapshot")).FullName;
        Sums = TinyModule.Write(Snapshot, "example.test/greet", "v1.0.0", "package greet\n\nfunc Hello() string { return \"hello\" }\n");
        Write("go.mod", "module example.test/app\n\ngo 1.21\n\nrequire example.test/greet v1.0.0\n");
        Write("go.sum", Sums);
        Write("main.go", "package main\n\nimport (\n\t\"syscall\"\n\n\t\"example.test/greet\"\n)\n\nfunc main() { _, _ = syscall.Write(1, []byte(greet.Hello())) }\n");
    }

    public string Context { get; }

    public string Snapshot { get; }

    public string Sums { get; }

    public string Folder => _folder.Path;

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Context, name), text);

    public void Dispose() => _folder.Dispose();
}
