using System.Formats.Tar;
using System.Security.Cryptography;
using GoDockerTasks.Io;

namespace GoDockerTasks.Demo;

/// <summary>Compares images by what is in them: files with mode, owner and content, the config, and the history's text.</summary>
internal sealed class ImageContent(Commands commands, string folder)
{
    /// <summary>Says what one image has and the other has not; nothing when they are equal but for times.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(string one, string other)
    {
        var (left, right) = (await DescribeAsync(one), await DescribeAsync(other));
        return
        [
            .. left.Except(right).Select(line => $"only in {one}: {line}"),
            .. right.Except(left).Select(line => $"only in {other}: {line}"),
        ];
    }

    private async Task<IReadOnlyList<string>> DescribeAsync(string image) =>
    [
        .. (await DockerAsync("image", "inspect", "--format", "{{json .Config}}", image)).Lines,
        .. (await DockerAsync("history", "--no-trunc", "--format", "{{.CreatedBy}}", image)).Lines,
        .. await FilesAsync(image),
    ];

    private async Task<IReadOnlyList<string>> FilesAsync(string image)
    {
        using var place = new TempDirectory();
        var container = (await DockerAsync("create", image)).Lines[^1];
        await DockerAsync("export", "--output", place.File("files.tar"), container);
        await DockerAsync("rm", container);
        List<string> files = [];
        await using var tar = new TarReader(File.OpenRead(place.File("files.tar")));
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            var content = entry.DataStream is { } data ? Convert.ToHexStringLower(await SHA256.HashDataAsync(data)) : "";
            files.Add($"{entry.Name} {entry.EntryType} {entry.Mode} {entry.Uid}:{entry.Gid} {entry.LinkName} {content}");
        }

        return files;
    }

    private Task<CommandResult> DockerAsync(params string[] arguments) => commands.EnsureAsync(folder, ["docker", .. arguments]);
}
