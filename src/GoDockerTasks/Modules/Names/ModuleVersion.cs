namespace GoDockerTasks.Modules;

/// <summary>One version of one module, such as <c>rsc.io/quote@v1.5.2</c>.</summary>
/// <param name="Path">The module path as written in go.mod.</param>
/// <param name="Version">The version as written in go.sum.</param>
public readonly record struct ModuleVersion(string Path, string Version)
{
    /// <summary>Gets the address below a proxy or a cache, without an ending: <c>rsc.io/quote/@v/v1.5.2</c>.</summary>
    /// <remarks>Path and version are case-encoded: https://go.dev/ref/mod#goproxy-protocol.</remarks>
    public string Escaped => $"{CaseEncoding.Escape(Path)}/@v/{CaseEncoding.Escape(Version)}";

    /// <summary>Gets what every name in the module's zip begins with: <c>rsc.io/quote@v1.5.2/</c>.</summary>
    public string ZipPrefix => $"{Path}@{Version}/";

    /// <inheritdoc />
    public override string ToString() => $"{Path}@{Version}";
}
