using GoDockerTasks.Io;

namespace GoDockerTasks.TestSupport;

/// <summary>A folder of bare git repositories, as a git server has them.</summary>
public static class GitRepositories
{
    private static readonly ProcessRunner Processes = new(TimeProvider.System);

    /// <summary>Makes a repository whose only commit has a module's files and its version as a tag.</summary>
    /// <param name="folder">Where the server's repositories are.</param>
    /// <param name="name">The repository's name below it, such as <c>acme/secret.git</c>.</param>
    /// <param name="version">The tag.</param>
    /// <param name="files">The files.</param>
    public static async Task AddAsync(string folder, string name, string version, params (string Name, string Content)[] files)
    {
        using var work = new TempDirectory();
        foreach (var (file, content) in files)
        {
            await File.WriteAllTextAsync(work.File(file), content);
        }

        await GitAsync(work.Path, "init", "--quiet");
        await GitAsync(work.Path, "add", ".");
        await GitAsync(work.Path, "-c", "user.name=Ann", "-c", "user.email=ann@git.test", "commit", "--quiet", "--message", "First");
        await GitAsync(work.Path, "tag", version);
        await GitAsync(work.Path, "clone", "--quiet", "--bare", work.Path, Path.Combine(folder, name));
    }

    private static async Task GitAsync(string folder, params string[] arguments)
    {
        var output = await Processes.CaptureAsync(new("git", arguments) { WorkingDirectory = folder }, CancellationToken.None);
        if (!output.Succeeded)
        {
            throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {output.Error}");
        }
    }
}
