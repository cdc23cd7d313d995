namespace GoDockerTasks.Images.Registry;

/// <summary>Where a registry's protocol is spoken.</summary>
internal static class RegistryAddress
{
    /// <summary>Gives the address of something in a registry; null where its name can be none.</summary>
    /// <param name="registry">The registry as it stands in references.</param>
    /// <param name="path">The path below <c>/v2/</c>.</param>
    /// <remarks>docker.io is a name, not a host; and like the daemon, plain http is spoken on the loopback only.</remarks>
    public static Uri? Of(string registry, string path)
    {
        var host = registry == "docker.io" ? "registry-1.docker.io" : registry;
        return !Uri.TryCreate($"https://{host}/v2/{path}", UriKind.Absolute, out var url) ? null
            : url.IsLoopback ? new UriBuilder(url) { Scheme = "http", Port = url.Port == 443 ? 80 : url.Port }.Uri
            : url;
    }
}
