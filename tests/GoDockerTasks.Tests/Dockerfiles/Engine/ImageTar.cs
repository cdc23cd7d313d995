using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>The files of an image, also of one that has no shell.</summary>
internal static class ImageTar
{
    /// <summary>As <see cref="DescribeAsync(string)"/>, without what need not be the same.</summary>
    public static async Task<IReadOnlyList<string>> DescribeAsync(string image, Regex excepted) =>
        [.. (await DescribeAsync(image)).Where(line => !excepted.IsMatch(line))];

    /// <summary>Each file with its kind, mode, owner and content; times are not compared.</summary>
    public static async Task<IReadOnlyList<string>> DescribeAsync(string image)
    {
        using var folder = new TempDirectory();
        var id = await TestEngine.EnsureAsync("create", image, "/none");
        try
        {
            await TestEngine.EnsureAsync("export", "--output", folder.File("image.tar"), id);
        }
        finally
        {
            await TestEngine.EnsureAsync("rm", id);
        }

        List<string> lines = [];
        await using var tar = new TarReader(File.OpenRead(folder.File("image.tar")));
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            var content = entry.DataStream is { } stream ? Convert.ToHexStringLower(await SHA256.HashDataAsync(stream)) : "";
            lines.Add($"{entry.Name} {entry.EntryType} {entry.Mode} {entry.Uid}:{entry.Gid} {entry.LinkName} {content}");
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
