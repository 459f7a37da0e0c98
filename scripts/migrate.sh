#!/bin/sh
# Adds one migration to both databases: scripts/migrate.sh NAME
# Needs dotnet-ef 10 (DOTNET_EF names it; else PATH, else /tmp/tools): dotnet tool install dotnet-ef --version 10.0.15 --tool-path /tmp/tools
set -eu
name=${1:?usage: scripts/migrate.sh NAME}
cd "$(dirname "$0")/.."
ef=${DOTNET_EF:-$(command -v dotnet-ef || echo /tmp/tools/dotnet-ef)}
dotnet build src/Shouwang -v q -nologo
for provider in Sqlite Postgres; do
  "$ef" migrations add "$name" --no-build --project src/Shouwang --startup-project src/Shouwang \
    --context "${provider}ShouwangDb" --output-dir "Platform/Data/Migrations/$provider"
done

# The tool writes byte order marks, which no other file here has.
sed -i '1s/^\xEF\xBB\xBF//' src/Shouwang/Platform/Data/Migrations/*/*.cs
