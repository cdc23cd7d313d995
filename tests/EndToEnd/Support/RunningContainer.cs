namespace GoDockerTasks.EndToEnd.Support;

/// <summary>A container of an image, with its port 8080 on loopback.</summary>
internal sealed class RunningContainer : IAsyncDisposable
{
    private readonly OrdersService _service;
    private readonly string _id;
    private readonly HttpClient _http;

    private RunningContainer(OrdersService service, string id, string address)
    {
        (_service, _id) = (service, id);
        _http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
    }

    public static async Task<RunningContainer> StartAsync(OrdersService service, string image)
    {
        var id = await service.DockerAsync("run", "--detach", "--publish", "127.0.0.1::8080", image);
        var address = await service.DockerAsync("port", id, "8080");

        return new(service, id, address.Split('\n')[0]);
    }

    /// <summary>Asks until the service is up; ten seconds are far more than it needs.</summary>
    public async Task<string> GetAsync(string path)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await _http.GetStringAsync(path);
            }
            catch (HttpRequestException) when (tries < 100)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _service.DockerAsync("rm", "--force", _id);
    }
}
