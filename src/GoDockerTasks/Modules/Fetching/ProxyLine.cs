using System.Net.Http.Headers;

namespace GoDockerTasks.Modules;

/// <summary>The way to one proxy over HTTP.</summary>
/// <param name="Http">Sends requests.</param>
/// <param name="Credentials">What each request carries; null for none.</param>
/// <param name="Pace">How soon the proxy usually answers.</param>
/// <param name="Limits">How long is waited for what.</param>
/// <param name="Time">The clock.</param>
internal sealed record ProxyLine(
    HttpMessageInvoker Http, AuthenticationHeaderValue? Credentials, ProxyPace Pace, FetchLimits Limits, TimeProvider Time);
