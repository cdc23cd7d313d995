namespace GoDockerTasks.Images.Registry;

/// <summary>What a registry is told about who asks.</summary>
/// <param name="User">The user; null with an identity token.</param>
/// <param name="Secret">The password, or the identity token.</param>
internal sealed record RegistryLogin(string? User, string Secret);
