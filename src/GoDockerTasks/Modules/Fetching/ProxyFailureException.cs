using GoDockerTasks.Network;

namespace GoDockerTasks.Modules;

/// <summary>One proxy did not give one thing. The chain decides what that means.</summary>
/// <param name="kind">How it failed.</param>
/// <param name="message">What happened, with the address but without credentials.</param>
/// <param name="inner">What was thrown below.</param>
internal sealed class ProxyFailureException(ProxyFailureKind kind, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Gets how it failed.</summary>
    public ProxyFailureKind Kind { get; } = kind;

    /// <summary>Gets a value indicating whether Go, with the same failures, would come to what follows the proxies in the list.</summary>
    public bool GoMovesOn { get; init; }

    /// <summary>Gets how long the proxy asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Tells a failure with the address that it happened at, without its credentials.</summary>
    public static ProxyFailureException At(
        Uri address, ProxyFailureKind kind, string what, Exception? inner, TimeSpan? retryAfter = null) =>
        new(kind, ProxyAddress.WithoutCredentials($"{address}: {what}"), inner) { RetryAfter = retryAfter };
}
