namespace GoDockerTasks.Images;

/// <summary>An image in the engine.</summary>
/// <param name="Digest">Its digest as <c>--metadata-file</c> gives it.</param>
/// <param name="References">Its names with tags.</param>
/// <param name="Bytes">Its size in bytes.</param>
public sealed record BuiltImage(string Digest, IReadOnlyList<string> References, long Bytes);
