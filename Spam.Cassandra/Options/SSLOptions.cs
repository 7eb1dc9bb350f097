#nullable disable

using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Cassandra;

/// <summary>How connections are encrypted. By default the system chooses the version of TLS, and the system's authorities decide whom to trust.</summary>
public class SSLOptions
{
    /// <summary>The system's choices.</summary>
    public SSLOptions()
    {
    }

    /// <summary>Given choices. A callback of null leaves the system's own check.</summary>
    public SSLOptions(SslProtocols sslProtocol, bool checkCertificateRevocation, RemoteCertificateValidationCallback remoteCertValidationCallback)
    {
        SslProtocol = sslProtocol;
        CheckCertificateRevocation = checkCertificateRevocation;
        RemoteCertValidationCallback = remoteCertValidationCallback;
    }

    /// <summary>The versions of TLS that may be used.</summary>
    public SslProtocols SslProtocol { get; }

    /// <summary>Whether revoked certificates are looked up.</summary>
    public bool CheckCertificateRevocation { get; private set; }

    /// <summary>Who decides whether a server's certificate is trusted; null for the system.</summary>
    public RemoteCertificateValidationCallback RemoteCertValidationCallback { get; private set; }

    /// <summary>Certificates with their keys, for servers that want to know the client.</summary>
    public X509CertificateCollection CertificateCollection { get; private set; } = [];

    /// <summary>The name that a server's certificate must bear, by its address; null for the name that was given as a contact point, or the address itself.</summary>
    public Func<IPAddress, string> HostNameResolver { get; private set; }

    /// <summary>Sets certificates with their keys.</summary>
    public SSLOptions SetCertificateCollection(X509CertificateCollection certificates)
    {
        CertificateCollection = certificates;
        return this;
    }

    /// <summary>Sets which name a server's certificate must bear.</summary>
    public SSLOptions SetHostNameResolver(Func<IPAddress, string> resolver)
    {
        HostNameResolver = resolver;
        return this;
    }

    /// <summary>Sets whether revoked certificates are looked up.</summary>
    public SSLOptions SetCertificateRevocationCheck(bool flag)
    {
        CheckCertificateRevocation = flag;
        return this;
    }

    /// <summary>Sets who decides whether a server's certificate is trusted.</summary>
    public SSLOptions SetRemoteCertValidationCallback(RemoteCertificateValidationCallback callback)
    {
        RemoteCertValidationCallback = callback;
        return this;
    }
}
