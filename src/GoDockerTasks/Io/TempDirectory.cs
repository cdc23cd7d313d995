namespace GoDockerTasks.Io;

/// <summary>A folder of this run's own, readable by nobody else, that goes away with it.</summary>
public sealed class TempDirectory : IDisposable
{
    /// <summary>Initializes a new instance of the <see cref="TempDirectory"/> class and makes the folder.</summary>
    public TempDirectory() => Path = Directory.CreateTempSubdirectory("godocker-").FullName;

    /// <summary>Gets the folder's full path.</summary>
    public string Path { get; }

    /// <summary>Gives the path of a file in the folder.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>The full path; nothing is created.</returns>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody was tidier.
        }
    }
}
