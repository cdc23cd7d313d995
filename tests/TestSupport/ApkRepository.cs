using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace GoDockerTasks.TestSupport;

/// <summary>Repositories as apk's, as a folder to be served: each an <c>APKINDEX.tar.gz</c> and the packages beside it.</summary>
/// <param name="folder">The folder that becomes the server's root.</param>
/// <remarks>Unsigned, so the real apk would want <c>--allow-untrusted</c>; the shim of the tests does not look.</remarks>
public sealed class ApkRepository(string folder)
{
    // Of every package the same: an image with it is the same whenever it was built.
    private static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Makes a repository of packages that hold one file each.</summary>
    /// <param name="path">The path below the server's root, such as <c>alpine/v3.20/main/x86_64</c>.</param>
    /// <param name="packages">Name, version, the file's path without a leading slash, and its content.</param>
    public void Write(string path, params (string Name, string Version, string File, string Content)[] packages)
    {
        var repository = Directory.CreateDirectory(Path.Combine(folder, path)).FullName;
        foreach (var (name, version, file, content) in packages)
        {
            Pack(Path.Combine(repository, $"{name}-{version}.apk"), (".PKGINFO", $"pkgname = {name}\npkgver = {version}\n"), (file, content));
        }

        var index = string.Concat(packages.Select(package => $"P:{package.Name}\nV:{package.Version}\nA:{Path.GetFileName(path)}\n\n"));
        Pack(Path.Combine(repository, "APKINDEX.tar.gz"), ("DESCRIPTION", path), ("APKINDEX", index));
    }

    private static void Pack(string archive, params (string Name, string Content)[] files)
    {
        using var zip = new GZipStream(File.Create(archive), CompressionLevel.Fastest);
        using var tar = new TarWriter(zip);
        foreach (var (name, content) in files)
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
                Mode = (UnixFileMode)Convert.ToInt32("755", 8),
                ModificationTime = Time,
            });
        }
    }
}
