using System.Formats.Tar;
using System.Security.Cryptography;
using GoDockerTasks.Io;

namespace GoDockerTasks.EndToEnd.Support;

/// <summary>The files of an image.</summary>
internal static class ImageFiles
{
    public static async Task<IReadOnlyList<string>> ListAsync(OrdersService service, string image) =>
        await ReadAsync(service, image, entry => entry.Name.TrimEnd('/'));

    /// <summary>Each file with its kind, mode, owner and content; times are not compared.</summary>
    public static async Task<IReadOnlyList<string>> DescribeAsync(OrdersService service, string image) =>
    [
        .. (await ReadAsync(service, image, entry =>
            $"{entry.Name} {entry.EntryType} {entry.Mode} {entry.Uid}:{entry.Gid} {entry.LinkName} "
                + (entry.DataStream is { } content ? Convert.ToHexStringLower(SHA256.HashData(content)) : ""))).Order(StringComparer.Ordinal),
    ];

    private static async Task<IReadOnlyList<string>> ReadAsync(OrdersService service, string image, Func<TarEntry, string> read)
    {
        using var folder = new TempDirectory();
        var id = await service.DockerAsync("create", image);
        try
        {
            await service.DockerAsync("export", "--output", folder.File("image.tar"), id);
        }
        finally
        {
            await service.DockerAsync("rm", id);
        }

        List<string> names = [];
        await using var tar = new TarReader(File.OpenRead(folder.File("image.tar")));
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            names.Add(read(entry));
        }

        return names;
    }
}
