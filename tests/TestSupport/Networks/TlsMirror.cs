using System.Security.Cryptography.X509Certificates;

namespace GoDockerTasks.TestSupport.Networks;

/// <summary>A folder in GOPROXY layout behind the real nginx with TLS, under a host's own name or somebody else's.</summary>
public sealed class TlsMirror : IAsyncDisposable
{
    private readonly ServerProcess process;
    private readonly string accessLog;

    private TlsMirror(ServerProcess process, string accessLog) => (this.process, this.accessLog) = (process, accessLog);

    /// <summary>Gets what was asked of it so far, one line a request.</summary>
    public string Log => File.Exists(accessLog) ? File.ReadAllText(accessLog) : "";

    /// <summary>Starts it.</summary>
    internal static async Task<TlsMirror> StartAsync(NetworkLab lab, string address, int port, X509Certificate2 certificate, string folder)
    {
        var place = Directory.CreateDirectory(lab.File($"nginx-{port}")).FullName;
        string In(string name) => Path.Combine(place, name);

        await File.WriteAllTextAsync(In("cert.pem"), certificate.ExportCertificatePem());
        using var key = certificate.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(In("key.pem"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(
            In("conf"),
            $$"""
            user root;
            daemon off;
            master_process off;
            pid {{In("pid")}};
            error_log {{In("error")}};
            events {}
            http {
              access_log {{In("access")}};
              client_body_temp_path {{In("body")}}; proxy_temp_path {{In("proxy")}}; fastcgi_temp_path {{In("fastcgi")}};
              uwsgi_temp_path {{In("uwsgi")}}; scgi_temp_path {{In("scgi")}};
              server {
                listen {{address}}:{{port}} ssl;
                ssl_certificate {{In("cert.pem")}};
                ssl_certificate_key {{In("key.pem")}};
                root {{folder}};
              }
            }

            """);
        var process = lab.StartProgram(In("log"), "nginx", ["-c", In("conf"), "-e", In("error")]);
        await process.WaitUntilAsync(() => Task.FromResult(lab.Answers(address, port)), "nginx", In("error"), default);
        return new(process, In("access"));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await process.StopAsync();
        process.Dispose();
    }
}
