using System.Net.Security;
using System.Security.Authentication;
using Cassandra;
using Spam.Web.Configuration;
using Spam.Web.Configuration.Reading;

namespace Spam.Web.Storage.Cassandra;

/// <summary>Makes the driver's cluster from settings.</summary>
static class CassandraCluster
{
    // No caller waits longer for a write.
    const int ReadTimeoutMillis = 5_000;

    /// <summary>A cluster, not connected. One that could not be connected to is made anew: the driver may remember the failure.</summary>
    public static Cluster Build(CassandraSettings settings)
    {
        var builder = Cluster.Builder()
            .WithApplicationName("Spam.Web")
            .WithSocketOptions(new SocketOptions().SetReadTimeoutMillis(ReadTimeoutMillis))
            .WithQueryOptions(new QueryOptions().SetConsistencyLevel(ConsistencyLevel.LocalQuorum)); // the driver's default is less on Cassandra and refused by Astra
        if (settings is { UserName: { } name, Password: { } password })
            builder.WithCredentials(name, password);
        if (settings.BundlePath is { } bundle)
            return builder.WithCloudSecureConnectionBundle(bundle).Build();

        builder.AddContactPoints(settings.ContactPoints).WithPort(settings.Port);
        if (settings.LocalDatacenter is { } datacenter)
            builder.WithLoadBalancingPolicy(new TokenAwarePolicy(new DCAwareRoundRobinPolicy(datacenter)));
        if (settings.Tls)
            builder.WithSSL(Tls(settings));
        return builder.Build();
    }

    static SSLOptions Tls(CassandraSettings settings)
    {
        RemoteCertificateValidationCallback? trust = settings.AuthorityFile is { } file ? new TrustedAuthorities(CertificateFiles.Authorities(file)).Trust : null;

        // Said in so many words, because the driver's default is TLS 1.0, which systems refuse by now.
        var options = new SSLOptions(SslProtocols.Tls12 | SslProtocols.Tls13, false, trust);
        if (settings is { ClientCertificateFile: { } certificate, ClientKeyFile: { } key })
            options.SetCertificateCollection([CertificateFiles.WithKey(certificate, key)]);
        if (settings.ServerName is { } name)
            options.SetHostNameResolver(_ => name);
        return options;
    }
}
