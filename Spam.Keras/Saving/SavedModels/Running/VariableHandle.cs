using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>Names a variable: what a graph calls a resource.</summary>
/// <param name="name">The name under which its value is kept.</param>
sealed class VariableHandle(string name) : RunValue(DataType.DtResource, new(), memory: null)
{
    /// <summary>The name under which its value is kept.</summary>
    public string Name => name;
}
