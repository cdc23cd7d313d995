using System.Security.Cryptography;
using System.Text;
using GoDockerTasks.Images.Registry;

namespace GoDockerTasks.Images.Layers;

/// <summary>The image of a snapshot: nothing but files in GOPROXY layout, in a few layers.</summary>
/// <param name="Layers">The layers, each with what it is called.</param>
/// <remarks>https://github.com/opencontainers/image-spec/blob/main/manifest.md and …/config.md, written by hand: equal snapshots, equal bytes.</remarks>
internal sealed record ModuleImage(IReadOnlyList<(Layer Content, Descriptor Descriptor)> Layers)
{
    // So few that storage drivers take them all (128), so many that one new module moves a small part of the snapshot.
    private const int MostLayers = 32;

    /// <summary>Gets the image's config.</summary>
    public byte[] Config => Encoding.UTF8.GetBytes(
        """{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["""
        + string.Join(',', Layers.Select(layer => $"\"{layer.Descriptor.Digest}\""))
        + "]}}");

    /// <summary>Gets what the config is called.</summary>
    public Descriptor ConfigDescriptor => new("application/vnd.oci.image.config.v1+json", DigestOf(Config), Config.Length);

    /// <summary>Gets the image's manifest.</summary>
    public byte[] Manifest => Encoding.UTF8.GetBytes(
        """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":"""
        + $"{Json(ConfigDescriptor)},\"layers\":[{string.Join(',', Layers.Select(layer => Json(layer.Descriptor)))}]}}");

    /// <summary>Gets the image's digest.</summary>
    public string Digest => DigestOf(Manifest);

    /// <summary>Makes the image of a snapshot.</summary>
    /// <param name="directory">The snapshot's folder.</param>
    /// <param name="cancellationToken">Stops reading it.</param>
    public static async Task<ModuleImage> OfAsync(string directory, CancellationToken cancellationToken)
    {
        List<(Layer, Descriptor)> layers = [];
        foreach (var content in Split(directory))
        {
            layers.Add((content, await content.DescribeAsync(cancellationToken)));
        }

        return new(layers);
    }

    // By the module's path alone, so that a module's next version takes the place of the one before in the same layer.
    private static IEnumerable<Layer> Split(string directory) =>
        from path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(directory, path).Replace('\\', '/')
        let module = name.Split("/@v/")[0]
        group new LayerFile(name, path) by SHA256.HashData(Encoding.UTF8.GetBytes(module))[0] % MostLayers into files
        orderby files.Key
        select new Layer([.. files]);

    private static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static string Json(Descriptor descriptor) =>
        $$"""{"mediaType":"{{descriptor.MediaType}}","digest":"{{descriptor.Digest}}","size":{{descriptor.Size}}}""";
}
