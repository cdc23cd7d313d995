using GoDockerTasks.Errors;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Modules;

/// <summary>Keeps snapshots where every builder reaches them, as images in a registry.</summary>
public interface IModuleLayers
{
    /// <summary>Looks for a snapshot.</summary>
    /// <param name="repository">The repository, without a tag.</param>
    /// <param name="snapshot">The snapshot's hash in hex, which is the tag.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>The image's reference, by digest; null where it is not there.</returns>
    /// <exception cref="GoDockerException">The registry denies it (<c>GDT4010</c>) or does not answer (<c>GDT4011</c>).</exception>
    Task<string?> FindAsync(string repository, string snapshot, CancellationToken cancellationToken);

    /// <summary>Puts a snapshot there. What the repository has already is not sent again.</summary>
    /// <param name="repository">The repository, without a tag.</param>
    /// <param name="snapshot">The snapshot's hash in hex, which becomes the tag.</param>
    /// <param name="directory">The snapshot's folder.</param>
    /// <param name="log">Where progress goes.</param>
    /// <param name="cancellationToken">Stops it; nobody sees half of it.</param>
    /// <returns>The image's reference, by digest: equal snapshots have equal ones.</returns>
    /// <exception cref="GoDockerException">The registry denies it (<c>GDT4010</c>) or does not answer (<c>GDT4011</c>).</exception>
    Task<string> PushAsync(string repository, string snapshot, string directory, IRunLog log, CancellationToken cancellationToken);
}
