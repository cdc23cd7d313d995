using GoDockerTasks.Io;

namespace GoDockerTasks.Demo;

/// <summary>A copy of the service's repo, to change as its people do.</summary>
internal sealed class Checkout : IDisposable
{
    private readonly TempDirectory _folder = new();
    private int _port = 8080;

    public Checkout(string repository)
    {
        foreach (var file in Directory.EnumerateFiles(repository))
        {
            File.Copy(file, _folder.File(Path.GetFileName(file)));
        }
    }

    /// <summary>Gets the folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Changes one line of the source.</summary>
    public void ChangeLine()
    {
        var file = _folder.File("main.go");
        File.WriteAllText(file, File.ReadAllText(file).Replace($":{_port}", $":{++_port}", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
