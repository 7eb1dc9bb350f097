using System.Text;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>Asks for a name and a password (SASL PLAIN), where the settings have users.</summary>
sealed class Login(FakeCassandra server)
{
    /// <summary>Who logged in.</summary>
    public string? Name { get; private set; }

    public bool IsDone { get; private set; } = server.Settings.Users is null;

    /// <summary>Takes a token, or refuses it in the server's words.</summary>
    public void Check(byte[]? token)
    {
        if (IsDone)
            return;
        if (token is null)
            throw new ServerError(ErrorCode.SERVER_ERROR, "java.lang.NullPointerException: Cannot invoke \"java.nio.ByteBuffer.remaining()\" because \"b\" is null");
        var (name, password) = Read(token);
        var users = server.Settings.Users!; // without users nobody is asked
        if (server.RefusesLogins || users.GetValueOrDefault(name) != password)
            throw Refused($"Provided username {name} and/or password are incorrect");
        if (server.Settings.Locked.Contains(name))
            throw Refused($"{name} is not permitted to log in");
        (Name, IsDone) = (name, true);
    }

    static (string Name, string Password) Read(byte[] token)
    {
        var passwordAt = Array.LastIndexOf(token, (byte)0);
        var nameAt = passwordAt <= 0 ? -1 : Array.LastIndexOf(token, (byte)0, passwordAt - 1);
        if (passwordAt < 0 || passwordAt == token.Length - 1)
            throw Refused("Password must not be null");
        var name = passwordAt == 0 || nameAt < 0 ? [] : token[(nameAt + 1)..passwordAt];
        if (name.Length == 0)
            throw Refused("Authentication ID must not be null");
        return (Encoding.UTF8.GetString(name), Encoding.UTF8.GetString(token[(passwordAt + 1)..]));
    }

    static ServerError Refused(string message) => new(ErrorCode.BAD_CREDENTIALS, message);
}
