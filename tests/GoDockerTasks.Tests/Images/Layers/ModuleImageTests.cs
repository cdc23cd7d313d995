using System.Formats.Tar;
using GoDockerTasks.Images.Layers;
using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Images.Layers;

[TestFixture]
public sealed class ModuleImageTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Equal_snapshots_are_equal_images_whatever_their_files_times_and_modes()
    {
        Fill("one", "1");
        Fill("two", "1");
        foreach (var file in Directory.EnumerateFiles(_folder.File("two"), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        }

        var (one, two) = (await ImageAsync("one"), await ImageAsync("two"));

        two.Digest.Should().Be(one.Digest);
        two.Config.Should().Equal(one.Config);
        one.Digest.Should().Be("sha256:de94c191badb279d6ddc6de803d18675c7514c06b66011e9211a50d9774c6523", "every machine gives the same bytes");
    }

    [Test]
    public async Task Another_version_of_a_module_changes_one_layer()
    {
        Fill("one", "1");
        Fill("two", "2");

        var (one, two) = (await ImageAsync("one"), await ImageAsync("two"));

        two.Layers.Select(layer => layer.Descriptor).Except(one.Layers.Select(layer => layer.Descriptor)).Should().ContainSingle();
        one.Layers.Should().HaveCountGreaterThan(10).And.HaveCountLessThanOrEqualTo(32);
    }

    [Test]
    public async Task A_layer_holds_its_files_with_their_folders_for_everybody_to_read()
    {
        Fill("one", "1");
        var layer = (await ImageAsync("one")).Layers[0];
        using var stream = new MemoryStream();

        await layer.Content.WriteAsync(stream, default);

        stream.Length.Should().Be(layer.Descriptor.Size);
        stream.Position = 0;
        using var tar = new TarReader(stream);
        List<string> modes = [];
        while (tar.GetNextEntry() is { } entry)
        {
            modes.Add($"{entry.EntryType} {Convert.ToString((int)entry.Mode, 8)}");
            entry.ModificationTime.Should().Be(DateTimeOffset.UnixEpoch);
        }

        modes.Distinct().Should().BeEquivalentTo("Directory 755", "RegularFile 644");
    }

    // Names longer than a tar header's field are among real modules, too.
    private void Fill(string name, string version)
    {
        for (var module = 0; module < 40; module++)
        {
            var path = $"{name}/example.com/{new string('x', module * 4)}/m{module}/@v";
            Directory.CreateDirectory(_folder.File(path));
            foreach (var extension in new[] { ".info", ".mod", ".zip" })
            {
                var file = $"{path}/v1.0.{(module == 7 ? version : "0")}{extension}";
                File.WriteAllText(_folder.File(file), $"{module} {(module == 7 ? version : "")}");
            }
        }
    }

    private Task<ModuleImage> ImageAsync(string name) => ModuleImage.OfAsync(_folder.File(name), default);
}
