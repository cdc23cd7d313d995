namespace GoDockerTasks.Io;

/// <summary>A folder of this run's own, readable by nobody else, that goes away with it.</summary>
public sealed class TempDirectory : IDisposable
{
    private const int MostTries = 20;

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
        for (var tries = 1; tries <= MostTries && Directory.Exists(Path); tries++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Somebody was tidier.
            }
            catch (IOException) when (tries < MostTries)
            {
                // A program that is about to end, such as the child with which Go counts its uses, made one more file in it.
            }
        }
    }
}
