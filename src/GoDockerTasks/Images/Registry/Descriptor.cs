namespace GoDockerTasks.Images.Registry;

/// <summary>What a registry holds, by its content: https://github.com/opencontainers/image-spec/blob/main/descriptor.md.</summary>
/// <param name="MediaType">What it is.</param>
/// <param name="Digest">Its digest, such as <c>sha256:1f…</c>.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record Descriptor(string MediaType, string Digest, long Size);
