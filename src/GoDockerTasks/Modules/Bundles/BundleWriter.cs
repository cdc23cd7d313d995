using System.Formats.Tar;
using System.Text;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Modules.Bundles;

/// <summary>Writes a snapshot as one file, to carry it to where no network is.</summary>
/// <param name="log">Where progress goes.</param>
/// <param name="time">The clock of the progress.</param>
/// <remarks>
/// A tar in GNU form with fixed times, modes and owners: an equal snapshot is an equal file. Not in pax form, whose headers
/// hold the number of the process that wrote them. Nothing is compressed, because module zips are.
/// </remarks>
public sealed class BundleWriter(IRunLog log, TimeProvider time)
{
    private const UnixFileMode Mode0644 =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes a bundle; nobody sees half of one under its name.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="bundle">The file; one that is there is replaced.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task WriteAsync(ModuleSnapshot snapshot, string bundle, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(bundle)!);
        var partial = $"{bundle}.{Environment.ProcessId}.partial";
        try
        {
            await using (var file = File.Create(partial))
            await using (var tar = new TarWriter(file, TarEntryFormat.Gnu, leaveOpen: true))
            {
                await WriteAsync(snapshot, tar, cancellationToken);
            }

            File.Move(partial, bundle, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private async Task WriteAsync(ModuleSnapshot snapshot, TarWriter tar, CancellationToken cancellationToken)
    {
        var needs = new ModuleNeeds([.. snapshot.Needs.Items.Select(need => WithGoMod(need, snapshot.Directory))]);
        await using (var manifest = new MemoryStream(Encoding.UTF8.GetBytes(BundleManifest.Write(needs))))
        {
            await tar.WriteEntryAsync(Entry(BundleManifest.Name, manifest), cancellationToken);
        }

        var tally = new FetchTally();
        using var progress = new FetchProgress(needs.Items.Count, tally, log, time);
        foreach (var need in needs.Items)
        {
            foreach (var extension in ModuleStore.ExtensionsOf(need))
            {
                var name = need.Module.Escaped + extension;
                await using var content = File.OpenRead(Path.Combine(snapshot.Directory, name));
                await tar.WriteEntryAsync(Entry(BundleManifest.Folder + name, content), cancellationToken);
                tally.Add((int)content.Length);
            }

            tally.AddModule();
        }
    }

    // A go.sum may name a zip without its go.mod; the manifest tells of every file.
    private static ModuleNeed WithGoMod(ModuleNeed need, string directory) => need.GoModHash is not null ? need : need with
    {
        GoModHash = ModuleHash.OfGoMod(File.ReadAllBytes(Path.Combine(directory, need.Module.Escaped + ".mod"))),
    };

    private static GnuTarEntry Entry(string name, Stream content) => new(TarEntryType.RegularFile, name)
    {
        DataStream = content,
        Mode = Mode0644,
        ModificationTime = DateTimeOffset.UnixEpoch,
    };
}
