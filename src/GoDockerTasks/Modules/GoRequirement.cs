using GoDockerTasks.Errors;

namespace GoDockerTasks.Modules;

/// <summary>The newest Go that the modules of a service ask for in their go lines.</summary>
/// <param name="Version">The version, such as <c>1.24.4</c>.</param>
/// <param name="File">The go.mod or go.work that says so.</param>
/// <remarks>A toolchain line asks for nothing where GOTOOLCHAIN is local, as in the golang images: it only suggests.</remarks>
public sealed record GoRequirement(string Version, string File)
{
    /// <summary>Finds the newest one.</summary>
    /// <param name="roots">The service's module roots.</param>
    /// <returns>The requirement; null when no file has a go line.</returns>
    public static GoRequirement? Of(IEnumerable<ModuleRoot> roots) => roots
        .SelectMany(root => new[] { Of(root.Mod?.GoVersion, root.Mod?.File), Of(root.Work?.GoVersion, root.Work?.File) })
        .OfType<GoRequirement>()
        .OrderByDescending(requirement => requirement, Comparer<GoRequirement>.Create((x, y) => GoRelease.Compare(x.Version, y.Version)))
        .FirstOrDefault();

    /// <summary>Makes sure that the Go of a base image will do, where it may not fetch another one.</summary>
    /// <param name="goVersion">The image's Go, such as <c>1.22.12</c>.</param>
    /// <param name="image">The image as the Dockerfile names it.</param>
    /// <exception cref="GoDockerException">It is too old (<c>GDT1110</c>).</exception>
    public void EnsureFits(string goVersion, string image)
    {
        if (!GoRelease.Fits(Version, goVersion))
        {
            throw new GoDockerException(
                ErrorKinds.GoTooOld, $"{File} says 'go {Version}', and {image} has Go {goVersion}. Use golang:{Version}.");
        }
    }

    private static GoRequirement? Of(string? version, string? file) =>
        version is null || file is null ? null : new(version, file);
}
