module go.example.com/slogx

go 1.21

require go.example.com/requestid v0.3.1

require go.example.com/ulid v1.0.0 // indirect
