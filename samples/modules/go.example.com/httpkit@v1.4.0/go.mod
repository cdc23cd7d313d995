module go.example.com/httpkit

go 1.22

require go.example.com/requestid v0.3.1

require go.example.com/ulid v1.0.0 // indirect
