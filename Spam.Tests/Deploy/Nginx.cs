using System.Diagnostics;
using System.Net.Sockets;

namespace Spam.Tests.Deploy;

/// <summary>The web server nginx as a process of its own.</summary>
sealed class Nginx : IDisposable
{
    static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    readonly Process _process;

    Nginx(Process process) => _process = process;

    /// <summary>Starts it, and waits until it listens on <paramref name="port"/>.</summary>
    public static Nginx Start(TemporaryFolder folder, string configuration, int port)
    {
        var file = folder.Write("nginx.conf", $"daemon off; master_process off; pid {folder["nginx.pid"]};\n{configuration}");
        var start = new ProcessStartInfo("nginx", ["-p", folder.Path, "-c", file, "-e", folder["error.log"]]) { RedirectStandardError = true };
        var nginx = new Nginx(Process.Start(start)!); // a program is named: there is a process
        Assert.True(SpinWait.SpinUntil(() => nginx._process.HasExited || Listens(port), _patience), "nginx does not listen.");
        Assert.False(nginx._process.HasExited, nginx._process.HasExited ? nginx._process.StandardError.ReadToEnd() : "");
        return nginx;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    static bool Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
