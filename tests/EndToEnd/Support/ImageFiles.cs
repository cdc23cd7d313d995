using System.Formats.Tar;
using GoDockerTasks.Io;

namespace GoDockerTasks.EndToEnd.Support;

/// <summary>The files of an image.</summary>
internal static class ImageFiles
{
    public static async Task<IReadOnlyList<string>> ListAsync(OrdersService service, string image)
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
            names.Add(entry.Name.TrimEnd('/'));
        }

        return names;
    }
}
