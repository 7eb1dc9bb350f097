using System.Text.Json;
using Google.Protobuf.Reflection;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.Protos.Metadata;

namespace Spam.Tests.Keras.Saving.Protos;

/// <summary>Every message here has TensorFlow's own numbers, names and types of fields.</summary>
public class ProtoGoldenTests
{
    const string Fields = "formats/proto-fields.json";

    static readonly FileDescriptor[] _files =
    [
        TensorReflection.Descriptor, GraphReflection.Descriptor, ObjectGraphReflection.Descriptor, SavedModelReflection.Descriptor,
        TensorBundleReflection.Descriptor, KerasMetadataReflection.Descriptor,
        EventReflection.Descriptor,
    ];

    [SkippableFact]
    public void Fields_are_TensorFlows()
    {
        var messages = GoldenData.Json(Fields).GetProperty("messages");

        foreach (var message in _files.SelectMany(file => file.MessageTypes).SelectMany(WithNested).Where(message => !message.GetOptions()?.MapEntry ?? true))
        {
            var expected = messages.GetProperty(message.FullName).EnumerateArray().ToDictionary(field => field.GetProperty("number").GetInt32());
            foreach (var field in message.Fields.InDeclarationOrder())
            {
                var golden = expected[field.FieldNumber];
                Assert.Equal(
                    (message.FullName, golden.GetProperty("name").GetString(), golden.GetProperty("type").GetString(), Has(golden, "repeated"), Has(golden, "map")),
                    (message.FullName, field.Name, TypeOf(field), field.IsRepeated, field.IsMap));
                Assert.Equal(golden.TryGetProperty("oneof", out var oneof) ? oneof.GetString() : null, field.RealContainingOneof?.Name);
            }
        }
    }

    [SkippableFact]
    public void Values_of_enumerations_are_TensorFlows()
    {
        var enumerations = GoldenData.Json(Fields).GetProperty("enums");

        foreach (var enumeration in _files.SelectMany(file => file.EnumTypes.Concat(file.MessageTypes.SelectMany(WithNested).SelectMany(message => message.EnumTypes))))
        {
            foreach (var value in enumeration.Values)
                Assert.Equal(enumerations.GetProperty(enumeration.FullName).GetProperty(value.Name).GetInt32(), value.Number);
        }
    }

    static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) => message.NestedTypes.SelectMany(WithNested).Prepend(message);

    static bool Has(JsonElement field, string flag) => field.TryGetProperty(flag, out var value) && value.GetBoolean();

    static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        _ => field.FieldType.ToString().ToLowerInvariant(),
    };
}
