using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Modules.Checks;

/// <summary>The module cache and the folder for results: writable, with room.</summary>
/// <param name="settings">Where they are.</param>
internal sealed class CacheCheck(ServiceSettings settings) : ICheck
{
    private const long LittleRoom = 2_000_000_000;
    private const long NoRoom = 200_000_000;

    /// <inheritdoc />
    public string Name => "cache and disk";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(3);

    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>(
    [
        Of("module cache", settings.Cache, "cache"),
        Of("artifacts", settings.Artifacts, "artifacts"),
    ]);

    private static Finding Of(string what, string folder, string key)
    {
        // Nothing is made where nothing is yet: the nearest folder that is there decides.
        var nearest = folder;
        while (!Directory.Exists(nearest) && Path.GetDirectoryName(nearest) is { Length: > 0 } parent)
        {
            nearest = parent;
        }

        try
        {
            var trial = Path.Combine(nearest, $".godocker-{Guid.NewGuid():N}");
            File.Create(trial, 1, FileOptions.DeleteOnClose).Dispose();
            var free = new DriveInfo(nearest).AvailableFreeSpace;
            var evidence = $"{what} {folder}: {free / 1e9:0.0} GB left";
            return free < NoRoom ? Finding.Broken(evidence, $"make room, or --godocker_{key}=FOLDER", ExitCode.Machine)
                : free < LittleRoom ? Finding.Warning(evidence, "./build.sh --target=PruneModules --godocker_cachemaxsize=1GB")
                : Finding.Ok(evidence);
        }
        catch (Exception e) when (FileTrouble.IsReadOnly(e) || FileTrouble.IsDiskFull(e) || e is IOException)
        {
            return Finding.Broken($"{what} {folder} cannot be written: {e.Message}", $"chown -R $(id -u) {nearest}, or --godocker_{key}=FOLDER", ExitCode.Machine);
        }
    }
}
