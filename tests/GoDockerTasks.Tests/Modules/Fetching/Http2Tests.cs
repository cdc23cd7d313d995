using System.Collections.Concurrent;
using System.Net;
using GoDockerTasks.Tests.Modules.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GoDockerTasks.Tests.Modules;

/// <summary>HTTP/2, with a server that really speaks it.</summary>
[TestFixture]
public sealed class Http2Tests
{
    // The runtime opens one, and now and then another before the first one's settings are known. In the older protocol each of 40 files may
    // need its own, and on a slow machine some are asked for twice.
    [TestCase(HttpProtocols.Http1AndHttp2, "HTTP/2", 3)]
    [TestCase(HttpProtocols.Http1, "HTTP/1.1", 80)]
    public async Task It_is_spoken_where_it_is_offered_over_very_few_connections(HttpProtocols offered, string spoken, int mostConnections)
    {
        TestModule[] modules = [.. Enumerable.Range(0, 40).Select(i => TestModule.Hello($"example.com/m{i}"))];
        using var servers = new SecureServers(modules[0]);
        var requests = new ConcurrentBag<(string Protocol, string Connection)>();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback,
            0,
            listen =>
            {
                listen.Protocols = offered;
                listen.UseHttps(servers.Certificate);
            }));
        await using var server = builder.Build();
        server.Run(async context =>
        {
            requests.Add((context.Request.Protocol, context.Connection.Id));
            await context.Response.Body.WriteAsync(modules.Single(module => context.Request.Path == $"/{module.Module.Escaped}.zip").Zip);
        });
        await server.StartAsync();
        using var scene = new PrefetchScene(modules) { Plan = plan => plan with { CaFile = servers.CaFile } };

        (await scene.PrefetchAsync(server.Urls.Single()))!.Downloaded.Should().Be(modules.Length);

        requests.Should().OnlyContain(request => request.Protocol == spoken);
        requests.Select(request => request.Connection).Distinct().Count().Should().BeLessThanOrEqualTo(mostConnections);
    }
}
