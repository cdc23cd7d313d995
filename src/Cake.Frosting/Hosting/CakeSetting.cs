namespace Cake.Frosting;

/// <summary>A value of Cake's configuration that the host sets in code.</summary>
internal sealed record CakeSetting(string Key, string Value);
